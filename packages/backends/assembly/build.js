/**
 * Compiles the kernels to WebAssembly, once for every engine with SIMD and once with fused multiply-add (relaxed SIMD), and
 * writes both into a TypeScript file, so that bundlers need no configuration.
 */
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const source = 'assembly/index.ts';
const target = 'src/wasm/binaries.generated.ts';
const root = fileURLToPath(new URL('..', import.meta.url));

/** Returns the ids of the sections of a WebAssembly binary, in order. */
function sectionIds(bytes) {
  const ids = [];
  let at = 8;
  while (at < bytes.length) {
    ids.push(bytes[at++]);
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    at += size;
  }
  return ids;
}

async function compile(features) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      source,
      ...['-O3', '--noAssert', '--runtime', 'stub', '--outFile', 'kernels.wasm'],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      ...features.flatMap((feature) => ['--enable', feature]),
    ],
    { baseDir: root, writeFile: (_, contents) => (binary = contents) },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  // The memory belongs to tfjs: static data of this module would overwrite its data.
  if (sectionIds(binary).includes(11))
    throw new Error('the kernels must have no static data (strings, arrays)');
  return Buffer.from(binary).toString('base64');
}

const plain = await compile(['simd', 'threads']);
const fused = await compile(['simd', 'threads', 'relaxed-simd']);
writeFileSync(
  new URL(`../${target}`, import.meta.url),
  `// Written by assembly/build.js from ${source}.

/** The kernels for every engine with SIMD, in base64. */
export const plainBinary =
  '${plain}';

/** The same with fused multiply-add, in base64. */
export const fusedBinary =
  '${fused}';
`,
);
