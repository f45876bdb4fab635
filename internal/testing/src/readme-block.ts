import ts from 'typescript';

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Returns the test body of a README block: imports become dynamic imports, because the body is a function, and each statement
 * followed by `// → value` becomes an assertion.
 *
 * @param firstLine line of the fence of the block in the README, for errors.
 * @throws SyntaxError if `// →` follows anything but an expression or the declaration of one name.
 */
export function testBody(code: string, firstLine = 0): string {
  const file = ts.createSourceFile('block.ts', code, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  const asserted = new Set<number>();

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      edits.push({ start: node.getStart(), end: node.end, text: awaitedImport(node) });
      return;
    }
    const shown = /^[ \t]*\/\/ → (.+)/.exec(code.slice(node.end));
    const assertion = shown && assertionFor(node, shown[1]?.trim() ?? '');
    if (shown && assertion) {
      asserted.add(node.end + shown[0].indexOf('//'));
      edits.push({ start: node.getStart(), end: node.end, text: assertion });
      return;
    }
    ts.forEachChild(node, visit);
  }

  visit(file);
  for (const { index } of code.matchAll(/\/\/ →/g)) {
    if (asserted.has(index)) continue;
    const line = firstLine + code.slice(0, index).split('\n').length;
    throw new SyntaxError(`line ${line}: "// →" must follow an expression or the declaration of one name`);
  }
  return applyEdits(code, edits);
}

/** Returns the statement with a check of its value, or undefined if it has no value. */
function assertionFor(node: ts.Node, shown: string): string | undefined {
  const expected = JSON.stringify(shown);
  if (ts.isExpressionStatement(node)) return `__expectShown((${node.expression.getText()}), ${expected});`;
  if (!ts.isVariableStatement(node)) return undefined;
  const [declared, ...others] = node.declarationList.declarations;
  if (declared === undefined || others.length > 0 || !ts.isIdentifier(declared.name)) return undefined;
  return `${node.getText()} __expectShown(${declared.name.text}, ${expected});`;
}

function awaitedImport(node: ts.ImportDeclaration): string {
  const loaded = `await import(${node.moduleSpecifier.getText()});`;
  const clause = node.importClause;
  if (clause === undefined) return loaded;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return '';
  if (clause.namedBindings && ts.isNamespaceImport(clause.namedBindings)) {
    return `const ${clause.namedBindings.name.text} = ${loaded}`;
  }
  const names = clause.name ? [`default: ${clause.name.text}`] : [];
  for (const element of clause.namedBindings?.elements ?? []) {
    if (element.isTypeOnly) continue;
    const imported = element.propertyName?.text;
    names.push(imported ? `${imported}: ${element.name.text}` : element.name.text);
  }
  return `const { ${names.join(', ')} } = ${loaded}`;
}

function applyEdits(code: string, edits: readonly Edit[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, text } of edits) {
    result += code.slice(position, start) + text;
    position = end;
  }
  return result + code.slice(position);
}
