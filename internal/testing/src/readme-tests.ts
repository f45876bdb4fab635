import { basename, dirname } from 'node:path';
import { transformWithOxc, type Plugin } from 'vite';

interface Block {
  code: string;
  line: number;
}

/**
 * Makes a README.md a vitest test file: every ```ts block is a test that runs as it stands.
 * A line `expression // → value` is also an assertion: numbers must agree in the digits shown, the rest must be equal.
 * A block fenced as ```ts no-run is only shown. All blocks of one README share nothing but the file they are in.
 */
export function readmeTests(): Plugin {
  return {
    name: 'readme-tests',
    enforce: 'pre',
    async transform(source, id) {
      const path = id.split('?')[0] ?? id;
      if (basename(path) !== 'README.md') return undefined;
      const code = testModule(source, basename(dirname(path)));
      return transformWithOxc(code, path + '.ts', { lang: 'ts', sourcemap: false });
    },
  };
}

/** The test module of one README, as TypeScript source. */
export function testModule(markdown: string, title: string): string {
  const blocks = codeBlocks(markdown);
  const tests = blocks.map(({ code, line }) => {
    const body = code.split('\n').map(withAssertion).join('\n');
    return `test('${title} README, line ${line}', async () => {\n${withDynamicImports(body)}\n});`;
  });
  return [
    `import { test as test } from 'vitest';`,
    `import { expectShown as __expectShown } from '@nin/testing';`,
    ...(tests.length > 0 ? tests : [`test('${title} README has no example to run', () => {});`]),
  ].join('\n');
}

function codeBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  for (const match of markdown.matchAll(/^```ts[ \t]*\n([\s\S]*?)^```/gm)) {
    const line = markdown.slice(0, match.index).split('\n').length;
    blocks.push({ code: match[1] ?? '', line });
  }
  return blocks;
}

function withAssertion(line: string): string {
  const match = /^(\s*)(.+?);?\s*\/\/ → (.+)$/.exec(line);
  if (!match) return line;
  const [, indent, expression = '', shown = ''] = match;
  const declaration = /^(const|let)\s+([A-Za-z_$][\w$]*)(?:\s*:[^=]+)?\s*=/.exec(expression);
  const value = declaration ? declaration[2] : `(${expression})`;
  const before = declaration ? `${expression}; ` : '';
  return `${indent}${before}__expectShown(${value}, ${JSON.stringify(shown.trim())});`;
}

/** Imports stand inside the test's function, so they become awaited ones. */
function withDynamicImports(body: string): string {
  return body
    .replace(/^import \* as (\w+) from ('[^']+');?$/gm, 'const $1 = await import($2);')
    .replace(/^import (?!type\b)\{([^}]*)\} from ('[^']+');?$/gm, (_all, names: string, from: string) => {
      const values = names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type '))
        .map((name) => name.replace(/\s+as\s+/, ': '));
      return `const { ${values.join(', ')} } = await import(${from});`;
    })
    .replace(/^import ('[^']+');?$/gm, 'await import($1);')
    .replace(/^import type .*$/gm, '');
}
