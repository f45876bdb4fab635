import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { foldersIn, manifestIn, repository, sourcesIn, type SourceFile } from '../src/workspace';

const packages = foldersIn('packages');
const examples = foldersIn('examples').filter((folder) =>
  existsSync(join(repository, folder, 'package.json')),
);

/** `@scope/name` or `name` of an import. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Subpaths that a package's own documentation says to import, though it has no `exports` map that lists them. */
const documentedSubpaths = ['@npmcli/config/lib/definitions/index.js'];

/** Imports of a package's insides: a subpath of a package that has no `exports` map to allow it. */
function isDeep(specifier: string): boolean {
  const name = packageOf(specifier);
  if (specifier === name || documentedSubpaths.includes(specifier)) return false;
  const manifest = JSON.parse(
    readFileSync(join(repository, 'node_modules', name, 'package.json'), 'utf8'),
  ) as { exports?: unknown };
  return manifest.exports === undefined;
}

/** Packages that the build puts into those that are published: private ones, and those that an install should not bring. */
const bundled = [
  '@nin/checks',
  '@nin/durable-files',
  '@nin/isolation-headers',
  '@nin/markup',
  '@nin/recipes',
  'nin-lesson',
  '@noble/hashes',
  '@npmcli/config',
  'canonicalize',
  'fast-png',
  'get-east-asian-width',
  'proper-lockfile',
  'undici',
];

/** Bare imports that the folder's package.json does not declare, or that reach inside another package. */
function foreignImports(folder: string): string[] {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifestIn(folder);
  const declared = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
  declared.push(...bundled.filter((name) => devDependencies && name in devDependencies));
  return sourcesIn(`${folder}/src`).flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
      .filter((specifier) => !declared.includes(packageOf(specifier)) || isDeep(specifier))
      .map((specifier) => `${path} imports ${specifier}`),
  );
}

/** Where a relative import leads, as a path of one of the sources. */
function relativeTarget(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  const target = join(dirname(from), specifier);
  return [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((path) => paths.has(path));
}

/** The circles in a set of sources, each as `a → b → a`. */
function circles(sources: readonly SourceFile[]): string[] {
  const paths = new Set(sources.map(({ path }) => path));
  const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
  const finished = new Set<string>();
  const found: string[] = [];
  function visit(path: string, trail: string[]): void {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || finished.has(path)) return;
    for (const specifier of importsOf.get(path) ?? []) {
      const target = specifier.startsWith('.') && relativeTarget(path, specifier, paths);
      if (target) visit(target, [...trail, path]);
    }
    finished.add(path);
  }
  for (const path of paths) visit(path, []);
  return found;
}

/** A source and all that its relative imports lead to. */
function reachable(entry: string, sources: readonly SourceFile[]): SourceFile[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const paths = new Set(byPath.keys());
  const found = new Set([entry]);
  // A set is gone through to the end of what is added on the way.
  for (const path of found) {
    for (const specifier of byPath.get(path)?.imports ?? []) {
      const target = specifier.startsWith('.') && relativeTarget(path, specifier, paths);
      if (target) found.add(target);
    }
  }
  return sources.filter(({ path }) => found.has(path));
}

/** Statements of an index that are not a named list of exports. */
function statementsBesidesExports({ path, text }: SourceFile): string[] {
  return ts
    .createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    .statements.filter(
      (statement) =>
        !ts.isExportDeclaration(statement) ||
        statement.exportClause === undefined ||
        !ts.isNamedExports(statement.exportClause) ||
        statement.moduleSpecifier === undefined,
    )
    .map((statement) => `${path}: ${statement.getText().split('\n')[0]}`);
}

test('there are eight packages', () => {
  expect(packages.map((folder) => basename(folder))).toEqual([
    'backends',
    'blocks',
    'cifar',
    'metrics',
    'optimizers',
    'recipes',
    'schedules',
    'trainer',
  ]);
});

describe.each(packages)('%s', (folder) => {
  test('declares no other package of ours, but recipes', () => {
    const { name, dependencies, peerDependencies, optionalDependencies } = manifestIn(folder);
    expect(name).toBe(`@nin/${basename(folder)}`);
    const published = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
    // The one package that composes the others.
    if (basename(folder) === 'recipes') return;
    expect(published.filter((dependency) => dependency.startsWith('@nin/'))).toEqual([]);
  });

  test('imports only what it declares, by its entry', () => {
    expect(foreignImports(folder)).toEqual([]);
  });

  test('has a README, a license and tests', () => {
    const missing = ['README.md', 'LICENSE'].filter((name) => !existsSync(join(repository, folder, name)));
    expect(missing).toEqual([]);
    expect(sourcesIn(`${folder}/test`).filter(({ path }) => path.endsWith('.test.ts'))).not.toEqual([]);
  });

  test('has an index that is a list of exports and nothing else', () => {
    const indexes = sourcesIn(`${folder}/src`).filter(({ path }) =>
      /^index(\.\w+)?\.ts$/.test(basename(path)),
    );
    expect(indexes).not.toEqual([]);
    expect(indexes.flatMap(statementsBesidesExports)).toEqual([]);
  });
});

describe.each([...examples, 'bench'])('%s', (folder) => {
  test('imports only what it declares, by its entry', () => {
    expect(foreignImports(folder)).toEqual([]);
  });
});

describe('packages/recipes', () => {
  const sources = sourcesIn('packages/recipes/src');

  test('needs nothing of Node, as it runs in pages too', () => {
    const builtins = sources.flatMap(({ path, imports }) =>
      imports.filter(isBuiltin).map((specifier) => `${path} imports ${specifier}`),
    );
    expect(builtins).toEqual([]);
    const globals = sources.filter(({ text }) => /\b(Buffer|process)\b[.[(]/.test(text));
    expect(globals.map(({ path }) => path)).toEqual([]);
  });

  test('loads no charts by its first entry', () => {
    const leading = reachable('packages/recipes/src/index.ts', sources).filter(({ imports }) =>
      imports.some((specifier) => packageOf(specifier) === 'echarts'),
    );
    expect(leading.map(({ path }) => path)).toEqual([]);
  });

  test('has indexes that are lists of exports and nothing else', () => {
    const indexes = sources.filter(({ path }) => basename(path) === 'index.ts');
    expect(indexes).toHaveLength(2);
    expect(indexes.flatMap(statementsBesidesExports)).toEqual([]);
  });
});

describe.each([
  ...packages,
  ...examples,
  'bench',
  'internal/checks',
  'internal/durable-files',
  'internal/isolation-headers',
  'internal/markup',
  'internal/testing',
])('%s', (folder) => {
  const sources = sourcesIn(`${folder}/src`);

  test('stays inside its own folder', () => {
    const leaving = sources.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => !join(dirname(path), specifier).startsWith(`${folder}/`))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(leaving).toEqual([]);
  });

  test('has no circle of imports', () => {
    expect(circles(sources)).toEqual([]);
  });

  test('names every file and folder after what it holds', () => {
    const empty = /^(core|utils?|types?|helpers?|common|shared|misc|lib)$/;
    const parts = (path: string) => path.split('/').map((part) => basename(part, extname(part)));
    expect(
      sources.map(({ path }) => path).filter((path) => parts(path).some((part) => empty.test(part))),
    ).toEqual([]);
  });

  test('lists what it exports by name', () => {
    const starred = sources.filter(({ text }) => /^export \*/m.test(text));
    expect(starred.map(({ path }) => path)).toEqual([]);
  });
});

describe('the checks themselves', () => {
  const source = (path: string, ...imports: string[]): SourceFile => ({ path, text: '', imports });

  test('find a circle through a folder index, and none in a diamond', () => {
    const ring = [
      source('p/src/a.ts', './b'),
      source('p/src/b/index.ts', './c'),
      source('p/src/b/c.ts', '../a'),
    ];
    expect(circles(ring)).toEqual(['p/src/a.ts → p/src/b/index.ts → p/src/b/c.ts → p/src/a.ts']);
    const diamond = [
      source('a.ts', './b', './c'),
      source('b.ts', './d'),
      source('c.ts', './d'),
      source('d.ts'),
    ];
    expect(circles(diamond)).toEqual([]);
  });

  test('find logic in an index', () => {
    const text = "export { a } from './a';\nexport * from './b';\nexport const c = 1;\nimport './d';";
    expect(statementsBesidesExports({ path: 'index.ts', text, imports: [] })).toEqual([
      "index.ts: export * from './b';",
      'index.ts: export const c = 1;',
      "index.ts: import './d';",
    ]);
  });

  test('follow imports as far as they lead', () => {
    const sources = [
      source('a.ts', './b', 'x'),
      source('b.ts', './c'),
      source('c.ts'),
      source('d.ts', './a'),
    ];
    expect(reachable('a.ts', sources).map(({ path }) => path)).toEqual(['a.ts', 'b.ts', 'c.ts']);
  });

  test('distinguish an entry from an inside', () => {
    expect(isDeep('@tensorflow/tfjs-core')).toBe(false);
    expect(isDeep('@tensorflow/tfjs-core/dist/ops/conv2d')).toBe(true);
    expect(isDeep('@nin/cifar/node')).toBe(false);
  });
});
