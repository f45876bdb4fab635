import { describeEachBackend } from '@nin/testing';
import { testBlockKind } from '@nin/blocks/testing';
import { test } from 'vitest';
import { maxoutNinKind } from '../../src/kinds/maxout-nin';

describeEachBackend('the kind maxout-nin', () => {
  testBlockKind(
    maxoutNinKind,
    [
      { filters: 4, kernelSize: 3, strides: 2 },
      {
        filters: 5,
        kernelSize: 3,
        padding: 'valid',
        mlpFilters: [4, 3],
        outputActivation: 'tanh',
        pieces: 3,
      },
      { filters: 3, kernelSize: 1, mlpLayers: 1, activation: 'tanh', batchNorm: true },
      { filters: 4, kernelSize: 1, mlpLayers: 0, kernelInitializer: 'heNormal' },
    ],
    { test },
  );
});
