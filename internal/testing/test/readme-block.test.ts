import { describe, expect, test } from 'vitest';
import { testBody } from '../src/readme-block';

describe('testBody', () => {
  test('awaits every form of import', () => {
    const imports = {
      "import { a, b as c, type T } from 'm';": "const { a, b: c } = await import('m');",
      "import * as tf from 'm';": "const tf = await import('m');",
      "import path from 'm';": "const { default: path } = await import('m');",
      "import path, { join } from 'm';": "const { default: path, join } = await import('m');",
      "import 'm';": "await import('m');",
      "import type { T } from 'm';": '',
      "import {\n  a,\n  b,\n} from 'm';": "const { a, b } = await import('m');",
      "import type {\n  T,\n} from 'm';": '',
    };
    for (const [written, expected] of Object.entries(imports)) expect(testBody(written)).toBe(expected);
  });

  test('asserts expressions, also over several lines and inside loops', () => {
    expect(testBody('f(1); // → 2')).toBe('__expectShown((f(1)), "2"); // → 2');
    expect(testBody('f({\n  a: 1,\n}); // → 2')).toBe('__expectShown((f({\n  a: 1,\n})), "2"); // → 2');
    expect(testBody('for (;;) {\n  f() // → x\n}')).toBe(
      'for (;;) {\n  __expectShown((f()), "x"); // → x\n}',
    );
  });

  test('asserts the value of a declared name', () => {
    expect(testBody('const a: number = f(); // → 2')).toBe(
      'const a: number = f(); __expectShown(a, "2"); // → 2',
    );
  });

  test('leaves other lines and comments as they are', () => {
    const code = '// starts\nconst a = 1; // one\na.b(); /* two */\n';
    expect(testBody(code)).toBe(code);
  });

  test.each(['if (a) {} // → 2', 'const { a, b } = f(); // → 2', 'const a = 1, b = 2; // → 2', '// → 2'])(
    'refuses an arrow that asserts nothing: %s',
    (code) => {
      expect(() => testBody('f();\n' + code, 10)).toThrow(
        'line 12: "// →" must follow an expression or the declaration of one name',
      );
    },
  );
});
