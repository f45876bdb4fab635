/** The part of `@npmcli/config` (which ships no declarations) that is used here. */
declare module '@npmcli/config' {
  interface Credentials {
    /** A bearer token. */
    token?: string;
    /** User name and password as basic authentication wants them. */
    auth?: string;
  }

  /** npm's settings under the names its own code uses. */
  interface FlatConfig {
    registry: string;
    proxy?: string | null;
    httpsProxy?: string | null;
    noProxy?: string;
    ca?: string | string[] | null;
    strictSSL?: boolean;
  }

  class Config {
    constructor(options: {
      npmPath: string;
      definitions: unknown;
      shorthands: unknown;
      flatten: unknown;
      nerfDarts: unknown;
      env: NodeJS.ProcessEnv;
      argv: readonly string[];
      warn: boolean;
    });
    readonly flat: FlatConfig;
    load(): Promise<void>;
    getCredentialsByURI(uri: string): Credentials;
  }
  export = Config;
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const exported: { definitions: unknown; shorthands: unknown; flatten: unknown; nerfDarts: unknown };
  export = exported;
}
