import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const noStarExports = {
  selector: 'ExportAllDeclaration',
  message: 'An index is a hand-written list of exports.',
};
const noRawOutput = {
  selector:
    'CallExpression[callee.property.name="write"]:matches([callee.object.name=/^std(out|err)$/], [callee.object.property.name=/^std(out|err)$/])',
  message: 'Print by a function of the terminal file, which shows control characters as escapes.',
};
const noSkippedBackend = {
  selector: "CallExpression[callee.property.name=/^(skipIf|runIf)$/] Identifier[name='backend']",
  message: 'A test of one backend goes into an `if`: the tests that were skipped make CI fail.',
};
const noDefaultExports = { selector: 'ExportDefaultDeclaration', message: 'No default exports.' };

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '**/.turbo',
      '**/*.generated.ts',
      'runs',
      'reports',
      'bench/results',
      // AssemblyScript, which its own compiler checks.
      'packages/backends/assembly/*.ts',
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    // What a rule forbids is changed in the code or in this file, not in comments.
    linterOptions: { noInlineConfig: true },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', noStarExports, noDefaultExports],
    },
  },
  // A library returns what it has to say; only applications print.
  { files: ['packages/*/src/**'], rules: { 'no-console': 'error' } },
  // What others have written may hold escapes and line breaks: a command prints by the one file that shows them as text.
  {
    files: ['examples/{node,lesson}/src/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', noStarExports, noDefaultExports, noRawOutput],
    },
  },
  {
    files: ['examples/node/src/terminal/{print,training-progress}.ts', 'examples/lesson/src/terminal.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': ['error', noStarExports, noDefaultExports] },
  },
  // A test that a backend is not meant for is not registered: one that is skipped counts as "did not run" in tools/test-summary.js.
  {
    files: ['**/test/**'],
    rules: { 'no-restricted-syntax': ['error', noStarExports, noDefaultExports, noSkippedBackend] },
  },
  // Tools ask for a default export in their configuration, and Next in each page.
  {
    files: ['*.{js,ts}', '**/*.config.{js,ts}', 'internal/testing/test/bundlers/next/app/**'],
    rules: { 'no-restricted-syntax': ['error', noStarExports] },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        clearTimeout: 'readonly',
        console: 'readonly',
        process: 'readonly',
        setTimeout: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
