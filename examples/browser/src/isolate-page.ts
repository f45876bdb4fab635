/** Remembers, for this tab, that the page has been loaded again for its headers: once must be enough. */
const triedKey = 'isolation-tried';

/**
 * Gets the page memory that threads share, where the host does not set the headers: a service worker adds them, and the
 * page loads once more. Where that does not work, wasm computes with one thread.
 */
export async function isolatePage(): Promise<void> {
  if (globalThis.crossOriginIsolated || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('./isolation-worker.js');
    await navigator.serviceWorker.ready;
    if (sessionStorage.getItem(triedKey)) return;
    sessionStorage.setItem(triedKey, 'yes');
    location.reload();
  } catch {
    // Service workers or storage are refused: the page works, with one thread.
  }
}
