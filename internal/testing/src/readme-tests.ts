import { basename, relative } from 'node:path';
import { transformWithOxc, type Plugin } from 'vite';
import { testBody } from './readme-block.ts';

/** One runnable example of a README. `line` is the line its fence is on. */
export interface ReadmeBlock {
  code: string;
  line: number;
}

/**
 * Makes a README.md a vitest test file: every ```ts block is a test that runs as it stands, and fails if it throws.
 * A statement followed by `// → value` is also an assertion, see {@link expectShown}.
 * A block fenced as ```ts no-run is only shown. Blocks share nothing: each imports what it uses. A README without any
 * block to run fails.
 */
export function readmeTests(): Plugin {
  return {
    name: 'readme-tests',
    enforce: 'pre',
    async transform(source, id) {
      const path = id.split('?')[0] ?? id;
      if (basename(path) !== 'README.md') return undefined;
      const code = testModule(source, relative(process.cwd(), path));
      return transformWithOxc(code, path + '.ts', { lang: 'ts', sourcemap: false });
    },
  };
}

/** The test module of one README, as TypeScript source. `path` names its tests. */
function testModule(markdown: string, path: string): string {
  const tests = codeBlocks(markdown).map(
    ({ code, line }) => `test('${path}, line ${line}', async () => {\n${testBody(code, line)}\n});`,
  );
  return [
    `import { test } from 'vitest';`,
    `import { expectShown as __expectShown } from '@nin/testing';`,
    ...tests,
  ].join('\n');
}

/** The ```ts blocks of a README, those marked no-run left out. */
export function codeBlocks(markdown: string): ReadmeBlock[] {
  return Array.from(markdown.matchAll(/^```ts[ \t]*\n([\s\S]*?)^```/gm), (match) => ({
    code: match[1] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}
