/**
 * Starts tfjs-backend-wasm in a page or worker, and says which of its files could not be had if that is why it does not
 * start: tfjs says no more than that there is one.
 *
 * While the backend starts, this looks at the answers to requests for `.wasm` files, and changes none.
 *
 * @param start what starts the backend; gives false if it did not.
 * @throws Error with the URL and what to do about it.
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
    // Somebody may have wrapped ours meanwhile; then it stays and passes everything on.
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

/** Servers of single-page applications answer any path with the page. */
function faultOf(response: Response, url: URL): string | undefined {
  if (!response.ok) return `${url.href} was answered with status ${response.status}`;
  const type = response.headers.get('Content-Type') ?? '';
  return type.startsWith('text/html') ? `${url.href} was answered with a page (${type})` : undefined;
}
