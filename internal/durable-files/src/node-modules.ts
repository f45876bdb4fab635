/** What we use of Node. */
export interface NodeModules {
  /** Files, with promises. */
  fs: typeof import('node:fs/promises');
  /** Paths of this platform. */
  path: typeof import('node:path');
  /** Random names. */
  crypto: typeof import('node:crypto');
}

/**
 * Asks Node for its own modules: without an import that a bundler for the browser would stumble over.
 *
 * @throws TypeError where there is no Node.
 */
export function nodeModules(where: string): NodeModules {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  if (!process?.getBuiltinModule) {
    throw new TypeError(
      `${where} must run in Node 20.16 or later, got another platform; in a page use 'indexeddb://name'`,
    );
  }
  return {
    fs: process.getBuiltinModule('node:fs/promises'),
    path: process.getBuiltinModule('node:path'),
    crypto: process.getBuiltinModule('node:crypto'),
  };
}
