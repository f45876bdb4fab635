/** The part of `@pnpm/npm-conf` (which ships no declarations) that is used here. */
declare module '@pnpm/npm-conf' {
  interface NpmConf {
    config: { get(key: string): unknown };
    /** Config files that could not be read. */
    warnings: string[];
  }
  /** Reads what npm would: npm_config_* variables, then the .npmrc of the project, the user and the machine. */
  function npmConf(): NpmConf;
  export = npmConf;
}
