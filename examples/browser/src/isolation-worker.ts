import { isolationHeaders } from '@nin/isolation-headers';

/**
 * A service worker for hosts that set no headers: it adds those that a page needs before its threads may share memory.
 * It keeps nothing, and asks the host alone.
 */
const scope = globalThis as unknown as ServiceWorkerGlobal;

interface ServiceWorkerGlobal {
  addEventListener(type: 'install' | 'activate', listener: (event: LifetimeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchedEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

/** TypeScript has the types of pages or those of workers; these few are all that is needed of the second. */
interface LifetimeEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchedEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (new URL(request.url).origin === location.origin) event.respondWith(isolated(request));
});

async function isolated(request: Request): Promise<Response> {
  const response = await fetch(request);
  // An opaque or failed answer has no headers to add to.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(isolationHeaders)) headers.set(name, value);
  const { status, statusText } = response;
  // These statuses allow no body.
  const body = [204, 205, 304].includes(status) ? null : response.body;
  return new Response(body, { status, statusText, headers });
}
