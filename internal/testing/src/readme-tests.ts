import { basename, relative } from 'node:path';
import { transformWithOxc, type Plugin } from 'vite';
import { testBody } from './readme-block.ts';

/** One runnable example of a README. `line` is the line of its fence. */
export interface ReadmeBlock {
  code: string;
  line: number;
}

/**
 * Turns a README.md into a vitest test file: every ```ts block is a test that runs unchanged, and fails if it throws.
 * A statement followed by `// → value` is also an assertion, see {@link expectShown}.
 * A block fenced as ```ts no-run does not run. Blocks are independent: each imports what it uses. A README without a block to run
 * fails.
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

/** Returns the test module of a README as TypeScript source. `path` names its tests. */
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

/** Returns the ```ts blocks of a README without those marked no-run. */
export function codeBlocks(markdown: string): ReadmeBlock[] {
  return Array.from(markdown.matchAll(/^```ts[ \t]*\n([\s\S]*?)^```/gm), (match) => ({
    code: match[1] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}
