/** Modules of Node. */
export interface NodeModules {
  /** Files. */
  fs: typeof import('node:fs/promises');
  /** Paths. */
  path: typeof import('node:path');
  /** Random names. */
  crypto: typeof import('node:crypto');
}

/**
 * Returns modules of Node without an import, which bundlers for the browser could not resolve.
 *
 * @throws TypeError outside Node.
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
