import { dirname, join } from 'node:path';

/** Proxy and certificate settings. Defaults come from the environment (`HTTPS_PROXY`, `NODE_EXTRA_CA_CERTS` …). */
export interface NetworkSettings {
  httpProxy?: string;
  httpsProxy?: string;
  noProxy?: string;
  /** Certificates in PEM to trust in addition to those of Node. */
  ca?: string[];
  /** False to accept any certificate. */
  strictSsl?: boolean;
}

/** The settings of npm on this machine that a download needs. */
export interface NpmConfiguration {
  /** Ends in a slash. */
  registry: string;
  /** The Authorization header npm would send to `url`, if any. */
  authorization(url: string): string | undefined;
  network: NetworkSettings;
}

/** Reads the configuration of npm as npm does: `npm_config_*` variables, then the `.npmrc` of project, user and machine. */
export async function readNpmConfiguration(): Promise<NpmConfiguration> {
  const { NpmConfig, npmDefinitions } = await import('./third-party');
  // NpmConfig writes to `env`, and would read the arguments of this program as those of npm.
  const env = { ...process.env };
  const config = new NpmConfig({ ...npmDefinitions, npmPath: npmPath(), env, argv: [], warn: false });
  await config.load();
  const { registry, proxy, httpsProxy, noProxy, ca, strictSSL } = config.flat;
  return {
    registry: registry.endsWith('/') ? registry : `${registry}/`,
    authorization(url) {
      for (const folder of foldersOf(url)) {
        const { token, auth } = config.getCredentialsByURI(folder);
        if (token) return `Bearer ${token}`;
        if (auth) return `Basic ${auth}`;
      }
      return undefined;
    },
    network: {
      httpProxy: proxy ?? undefined,
      httpsProxy: httpsProxy ?? proxy ?? undefined,
      noProxy: noProxy || undefined,
      ca: ca ? [ca].flat() : undefined,
      strictSsl: strictSSL,
    },
  };
}

/** Returns the folder where npm is installed, which has its built-in settings. */
function npmPath(): string {
  const { npm_execpath: script } = process.env;
  if (script?.endsWith('npm-cli.js')) return dirname(dirname(script));
  const folder = dirname(process.execPath);
  return process.platform === 'win32'
    ? join(folder, 'node_modules', 'npm')
    : join(dirname(folder), 'lib', 'node_modules', 'npm');
}

/** Returns the folder of a URL, then its parents: where npm looks for credentials. */
function foldersOf(url: string): string[] {
  const folders: string[] = [];
  let folder = new URL('.', url);
  for (; folder.pathname !== '/'; folder = new URL('..', folder)) folders.push(folder.href);
  return [...folders, folder.href];
}
