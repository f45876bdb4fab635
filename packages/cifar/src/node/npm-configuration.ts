/** Proxy and certificate settings; what is left out follows the environment (`HTTPS_PROXY`, `NODE_EXTRA_CA_CERTS` …). */
export interface NetworkSettings {
  httpProxy?: string;
  httpsProxy?: string;
  noProxy?: string;
  /** Certificates to trust besides those Node brings, in PEM. */
  ca?: string[];
  /** False to accept any certificate. */
  strictSsl?: boolean;
}

/** What npm is configured to do on this machine, as far as a download needs it. */
export interface NpmConfiguration {
  /** Ends in a slash. */
  registry: string;
  /** The Authorization header npm would send to `url`, if any. */
  authorization(url: string): string | undefined;
  network: NetworkSettings;
}

/**
 * Reads npm's configuration: `npm_config_*` variables, then the `.npmrc` of the project, the user and the machine.
 *
 * The libraries are imported here and not above because one of them sets variables when imported.
 */
export async function readNpmConfiguration(): Promise<NpmConfiguration> {
  const [{ default: npmConf }, { default: registryAuthToken }] = await Promise.all([
    import('@pnpm/npm-conf'),
    import('registry-auth-token'),
  ]);
  const { config } = npmConf();
  const text = (key: string): string | undefined => {
    const value = config.get(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const list = (key: string): string[] | undefined => {
    const value = config.get(key);
    if (Array.isArray(value)) return value.map(String);
    return typeof value === 'string' && value !== '' ? [value] : undefined;
  };
  const registry = text('registry');
  if (registry === undefined) throw new Error('npm has no registry configured');
  return {
    registry: registry.endsWith('/') ? registry : `${registry}/`,
    authorization(url) {
      const found = registryAuthToken(url, { recursive: true });
      return found && `${found.type} ${found.token}`;
    },
    network: {
      httpProxy: text('proxy'),
      httpsProxy: text('https-proxy') ?? text('proxy'),
      noProxy: list('noproxy')?.join(','),
      ca: list('ca'),
      strictSsl: config.get('strict-ssl') !== false,
    },
  };
}
