/** The part of `@npmcli/config` that is used here; the package has no type declarations. */
declare module '@npmcli/config' {
  interface Credentials {
    /** A bearer token. */
    token?: string;
    /** User name and password for basic authentication, in base64. */
    auth?: string;
  }

  /** Settings of npm, under the names in its code. */
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
