/**
 * Response headers of cross-origin-isolated pages, which get memory that threads share. The first two isolate the page; the
 * third lets its workers load.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
