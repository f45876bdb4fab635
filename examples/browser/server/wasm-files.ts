import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const names = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
];

/** Puts the binaries of the wasm backend into `wasm/` of the built page, from where the backend fetches one of them. */
export function wasmFiles(): Plugin {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  return {
    name: 'wasm-files',
    apply: 'build',
    async generateBundle() {
      for (const name of names) {
        const source = await readFile(join(dirname(entry), name));
        this.emitFile({ type: 'asset', fileName: `wasm/${name}`, source });
      }
    },
  };
}
