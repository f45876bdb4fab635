import { defineConfig } from 'vite';
import { isolationHeaders } from '../../internal/isolation-headers/src/index.ts';
import { cifarFiles } from './server/cifar-files.ts';
import { wasmFiles } from './server/wasm-files.ts';

export default defineConfig({
  // Any folder of any host can serve the page.
  base: './',
  plugins: [wasmFiles(), cifarFiles()],
  build: {
    target: 'es2022',
    sourcemap: true,
    // A backend is a chunk of its own, loaded when it is chosen, and may be large.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { index: 'index.html', 'isolation-worker': 'src/isolation-worker.ts' },
      output: {
        // A service worker serves the folder it lies in, so it needs a fixed place beside the page.
        entryFileNames: ({ name }) => (name === 'isolation-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
  preview: { headers: isolationHeaders, port: 4173 },
});
