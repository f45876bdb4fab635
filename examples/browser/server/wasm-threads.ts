import type { Plugin } from 'vite';

/**
 * Lets the threads of the wasm backend start in a minified page.
 *
 * tfjs gives them one of its functions as text. It asks for a variable outside itself, carefully, as threads do not have
 * it; a minifier sees that the variable is there and takes the care away, and no thread starts. As a property of the
 * global object it is undefined in both places.
 */
export function wasmThreads(): Plugin {
  return {
    name: 'wasm-threads',
    transform: {
      filter: { id: /tfjs-backend-wasm-threaded-simd\.js/ },
      handler(code) {
        const start = code.indexOf('return (');
        const body = code.slice(start);
        if (start < 0 || !body.includes('_scriptDir'))
          this.error('the script of the wasm threads has changed');
        return {
          code: code.slice(0, start) + body.replaceAll('_scriptDir', 'globalThis._scriptDir'),
          map: null,
        };
      },
    },
  };
}
