import { describeEachBackend } from '@nin/testing';
import { testBlockKind } from '@nin/blocks/testing';
import { test } from 'vitest';
import { seNinKind } from '../../src/kinds/se-nin';

describeEachBackend('the kind se-nin', () => {
  testBlockKind(
    seNinKind,
    [
      { filters: 4, kernelSize: 3, strides: 2, reduction: 2 },
      {
        filters: 5,
        kernelSize: 3,
        padding: 'valid',
        mlpFilters: [4, 6],
        batchNorm: true,
        outputActivation: 'linear',
        reduction: 3,
      },
      { filters: 3, kernelSize: 1, mlpLayers: 0, activation: 'tanh', kernelInitializer: 'heNormal' },
    ],
    { test },
  );
});
