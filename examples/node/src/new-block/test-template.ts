import type { NewKind } from './kind-template';

const samples = (indent: string) => `[
${indent}  { filters: 4, kernelSize: 3 },
${indent}  { filters: 6, kernelSize: 1, activation: 'tanh' },
${indent}]`;

/** The test of a new kind for node:test. `file` is the kind's file, beside it. */
export function nodeTestTemplate({ value }: NewKind, file: string): string {
  return `import { test } from 'node:test';
import { testBlockKind } from '@nin/blocks/testing';
import '@tensorflow/tfjs-backend-cpu';
import { ${value} } from './${file}';

// Small blocks that between them use every field. They check shapes, weights, MACs, gradients, saving, seeds, and more.
testBlockKind(
  ${value},
  ${samples('  ')},
  { test, backends: ['cpu'] },
);
`;
}

/** The test of a new kind in this repository, which runs on every backend. */
export function repositoryTestTemplate({ kind, value }: NewKind): string {
  return `import { testBlockKind } from '@nin/blocks/testing';
import { describeEachBackend } from '@nin/testing';
import { test } from 'vitest';
import { ${value} } from '../../src/kinds/${kind}';

describeEachBackend('the kind ${kind}', () => {
  testBlockKind(
    ${value},
    ${samples('    ')},
    { test },
  );
});
`;
}
