/** The folder that the page is served from: the built worker lies in its `assets/`. */
export function pageFolder(): URL {
  return new URL('..', globalThis.location.href);
}
