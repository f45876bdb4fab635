import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { codeBlocks } from '../src/readme-tests';
import { compilerOptions, published, repository } from '../src/workspace';

/** The README examples of some folders as separate files: path → TypeScript. */
function exampleFiles(folders: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    const readme = join(repository, folder, 'README.md');
    if (!existsSync(readme)) continue;
    for (const { code, line } of codeBlocks(readFileSync(readme, 'utf8'))) {
      // The line breaks put each statement on its line in the README, for the errors.
      files.set(join(repository, folder, `README-${line}.ts`), '\n'.repeat(line) + code + '\nexport {};');
    }
  }
  return files;
}

/** The strictest settings people use, all at once. */
const strictest: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  // An example may declare what it does not use.
  noUnusedLocals: false,
  noUnusedParameters: false,
};

/** What the strictest TypeScript reports of the files, one line a mistake. */
function typeErrors(files: ReadonlyMap<string, string>): string[] {
  const options = { ...compilerOptions(), ...strictest };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...files.keys()], options, {
    ...host,
    fileExists: (name) => files.has(name) || host.fileExists(name),
    readFile: (name) => files.get(name) ?? host.readFile(name),
    getSourceFile: (name, languageVersion) => {
      const text = files.get(name);
      return text === undefined
        ? host.getSourceFile(name, languageVersion)
        : ts.createSourceFile(name, text, languageVersion);
    },
  });
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ start = 0, messageText }) => {
        const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
        const readme = name.slice(repository.length).replace(/-\d+\.ts$/, '.md');
        return `${readme}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}

describe('README examples', () => {
  test('pass the strictest TypeScript', () => {
    expect(typeErrors(exampleFiles(['.', ...published(), 'examples/lesson']))).toEqual([]);
  });

  test('reports a wrong type, with its line', () => {
    const file = join(repository, 'packages/schedules/README-6.ts');
    const code = "import { constant } from '@nin/schedules';\nconstant('fast');\n";
    expect(typeErrors(new Map([[file, '\n'.repeat(6) + code]]))).toEqual([
      "packages/schedules/README.md:8 Argument of type 'string' is not assignable to parameter of type 'number'.",
    ]);
  });
});
