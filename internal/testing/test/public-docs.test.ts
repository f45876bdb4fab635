import { basename, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { compilerOptions, foldersIn, repository, sourcesIn } from '../src/workspace';

const entries = foldersIn('packages').flatMap((folder) =>
  sourcesIn(`${folder}/src`)
    .map(({ path }) => path)
    .filter((path) => /^index(\.\w+)?\.ts$/.test(basename(path))),
);

/** What a module exports without a docstring, members of `…Options` interfaces too: `name` or `name.member`. */
function undocumented(program: ts.Program, path: string): string[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) return [];
  const isBare = (symbol: ts.Symbol) => symbol.getDocumentationComment(checker).length === 0;
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const options = exported.name.endsWith('Options') ? [...(symbol.members?.values() ?? [])] : [];
    return [
      ...(isBare(symbol) ? [exported.name] : []),
      ...options
        .filter((option) => option.flags & ts.SymbolFlags.Property && isBare(option))
        .map((option) => `${exported.name}.${option.name}`),
    ];
  });
}

describe('the public interface', () => {
  const program = ts.createProgram(
    entries.map((path) => join(repository, path)),
    compilerOptions(),
  );

  test.each(entries)('of %s is documented to its last option', (path) => {
    expect(undocumented(program, join(repository, path))).toEqual([]);
  });

  test('reports what has no docstring', () => {
    const host = ts.createCompilerHost({});
    const text = `
      /** One. */
      export function documented(): void {}
      export function bare(): void {}
      /** Options. */
      export interface SomeOptions {
        /** Count. */
        steps: number;
        rate: number;
      }
      export type { Alias } from './other';`;
    const sample = ts.createProgram(
      ['sample.ts'],
      { noLib: true },
      {
        ...host,
        getSourceFile: (name, version) =>
          name === 'sample.ts' ? ts.createSourceFile(name, text, version) : undefined,
      },
    );
    expect(undocumented(sample, 'sample.ts')).toEqual(['bare', 'SomeOptions.rate', 'Alias']);
  });
});
