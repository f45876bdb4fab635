import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The fields of a package.json that the checks read. */
export interface Manifest {
  name: string;
  version?: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  exports?: unknown;
}

/** A source file and its import specifiers: `import`, `export … from`, `import()` and `require`. */
export interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

/** Root folder of the repository. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Returns the folders in `parent` (`packages`, `examples` …), relative to the repository. */
export function foldersIn(parent: string): string[] {
  return readdirSync(join(repository, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`);
}

/** Returns the package.json of a folder relative to the repository. */
export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')) as Manifest;
}

/** Returns the folders of the published packages, relative to the repository. */
export function published(): string[] {
  return [...foldersIn('packages'), ...foldersIn('examples')].filter(
    (folder) => existsSync(join(repository, folder, 'package.json')) && manifestIn(folder).private !== true,
  );
}

/** Returns the TypeScript sources below a folder. All paths are relative to the repository. */
export function sourcesIn(folder: string): SourceFile[] {
  let paths: string[];
  try {
    paths = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return paths
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(repository, folder, path), 'utf8');
      const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
      return { path: join(folder, path), text, imports };
    });
}

/** Returns the TypeScript options of the repository, with package names mapped to their sources. */
export function compilerOptions(): ts.CompilerOptions {
  const path = join(repository, 'tsconfig.json');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const config = ts.getParsedCommandLineOfConfigFile(path, {}, host);
  if (!config) throw new Error(`${path} cannot be read`);
  return config.options;
}
