import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { nin } from '../terminal/typed-command';
import { kindTemplate, packageOrigins, sourceOrigins, type NewKind } from './kind-template';
import { nodeTestTemplate, repositoryTestTemplate } from './test-template';

/** The files of a new kind, and the next steps. */
export interface NewFiles {
  /** Contents by path. */
  files: Record<string, string>;
  /** Lines about the next steps. */
  next: string[];
}

/** Options of {@link newBlockFiles}. */
export interface NewBlockOptions {
  /** Folder of the files. Default: `packages/blocks` within this repository, else the working directory. */
  dir?: string | undefined;
  /** Whether to write TypeScript. Default: where there is a tsconfig.json. */
  ts?: boolean | undefined;
}

/** Returns the files of a new kind: within this repository a source and its test, elsewhere a module and its test. */
export function newBlockFiles(kind: string, { dir, ts }: NewBlockOptions): NewFiles {
  const value = `${kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Kind`;
  const blocks = dir === undefined ? folderAbove(process.cwd(), join('packages', 'blocks', list)) : undefined;
  if (blocks !== undefined)
    return repositoryFiles({ kind, value, isTyped: true }, join(blocks, 'packages/blocks'));
  const folder = resolve(dir ?? '.');
  const isTyped = ts ?? folderAbove(folder, 'tsconfig.json') !== undefined;
  return moduleFiles({ kind, value, isTyped }, folder);
}

/** A file that only this repository has. */
const list = join('src', 'kinds', 'builtin-kinds.ts');

function repositoryFiles(names: NewKind, blocks: string): NewFiles {
  const { kind, value } = names;
  const test = join(blocks, 'test', 'kinds', `${kind}.tensor.test.ts`);
  return {
    files: {
      [join(blocks, 'src', 'kinds', `${kind}.ts`)]: kindTemplate(names, sourceOrigins),
      [test]: repositoryTestTemplate(names),
    },
    next: [
      `Next: npx vitest run --project node ${shortPath(test)}`,
      `To ship it, import { ${value} } from './${kind}' in ${shortPath(join(blocks, list))}, and add ${value} to the list there.`,
    ],
  };
}

function moduleFiles(names: NewKind, folder: string): NewFiles {
  const { kind, isTyped } = names;
  const extension = `${isCommonJs(folder) ? 'm' : ''}${isTyped ? 'ts' : 'js'}`;
  const file = `${kind}.${extension}`;
  const [module, test] = [join(folder, file), join(folder, `${kind}.test.${extension}`)];
  return {
    files: { [module]: kindTemplate(names, packageOrigins), [test]: nodeTestTemplate(names, file) },
    next: [
      `Next: npm install ${needed.join(' ')}`,
      `      node --test ${shortPath(test)}`,
      `      ${nin} train network.json --use ./${shortPath(module)}`,
      `where network.json has blocks such as { "kind": "${kind}", "filters": 16 }.`,
      ...(isTyped ? ['Node takes types off from 22.18 on.'] : []),
    ],
  };
}

const needed = [
  '@nin/blocks',
  'valibot',
  ...['core', 'layers', 'backend-cpu'].map((part) => `@tensorflow/tfjs-${part}`),
];

/** Whether `.js` files in a folder are CommonJS: the nearest package.json says so. */
function isCommonJs(folder: string): boolean {
  const above = folderAbove(folder, 'package.json');
  if (above === undefined) return false;
  const { type } = JSON.parse(readFileSync(join(above, 'package.json'), 'utf8')) as { type?: unknown };
  return type === 'commonjs';
}

/** Returns the nearest folder, from `folder` upwards, that has a file. */
function folderAbove(folder: string, file: string): string | undefined {
  if (existsSync(join(folder, file))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : folderAbove(above, file);
}

/** Returns a path relative to the working directory. */
export function shortPath(path: string): string {
  return relative(process.cwd(), path).replaceAll('\\', '/');
}
