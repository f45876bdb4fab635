import { describeEachBackend } from '@nin/testing';
import { testBlockKind } from '@nin/blocks/testing';
import { test } from 'vitest';
import { separableNinKind } from '../../src/kinds/separable-nin';

describeEachBackend('the kind separable-nin', () => {
  testBlockKind(
    separableNinKind,
    [
      { filters: 4, kernelSize: 3, strides: 2 },
      {
        filters: 5,
        kernelSize: 3,
        padding: 'valid',
        mlpFilters: [4, 3],
        batchNorm: true,
        outputActivation: 'linear',
      },
      { filters: 3, kernelSize: 5, mlpLayers: 0, activation: 'tanh', kernelInitializer: 'heNormal' },
    ],
    { test },
  );
});
