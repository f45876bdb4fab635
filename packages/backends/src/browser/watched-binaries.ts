/**
 * Starts tfjs-backend-wasm in a page or worker, and reports which of its `.wasm` files could not be loaded; tfjs itself
 * does not name the file.
 *
 * Observes the responses to requests for `.wasm` files during the start, and does not change them.
 *
 * @param start starts the backend; returns false if it did not start.
 * @throws Error with the URL and the fix.
 */
export async function withWatchedBinaries(start: () => Promise<boolean>): Promise<boolean> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  if (!before) return start();
  const stock = globalThis.fetch;
  let failure: string | undefined;
  async function fetch(...request: Parameters<typeof globalThis.fetch>): Promise<Response> {
    const url = urlOf(request[0]);
    if (!url.pathname.endsWith('.wasm')) return stock(...request);
    try {
      const response = await stock(...request);
      failure ??= faultOf(response, url);
      return response;
    } catch (error) {
      failure ??= `${url.href} could not be fetched (${String(error)})`;
      throw error;
    }
  }
  Object.defineProperty(globalThis, 'fetch', { ...before, value: fetch });
  try {
    if (await start()) return true;
  } finally {
    // If other code has wrapped this function meanwhile, it stays and passes everything through.
    if (globalThis.fetch === fetch) Object.defineProperty(globalThis, 'fetch', before);
  }
  if (failure === undefined) return false;
  throw new Error(
    `${failure}; the option wasmPath must be the URL of a folder that serves the .wasm files of ` +
      '@tensorflow/tfjs-backend-wasm/dist',
  );
}

function urlOf(request: RequestInfo | URL): URL {
  return new URL(request instanceof Request ? request.url : request, globalThis.location.href);
}

/** Servers of single-page applications return the page for every path. */
function faultOf(response: Response, url: URL): string | undefined {
  if (!response.ok) return `${url.href} returned status ${response.status}`;
  const type = response.headers.get('Content-Type') ?? '';
  return type.startsWith('text/html') ? `${url.href} returned an HTML page (${type})` : undefined;
}
