import { parse } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Static files, so that no server of Next's is needed; and links out of the project, by which the tests share one Next. */
export default {
  output: 'export',
  turbopack: { root: parse(fileURLToPath(import.meta.url)).root },
};
