import { describeEachBackend } from '@nin/testing';
import { testBlockKind } from '@nin/blocks/testing';
import { test } from 'vitest';
import { residualNinKind } from '../../src/kinds/residual-nin';

describeEachBackend('the kind residual-nin', () => {
  testBlockKind(
    residualNinKind,
    [
      { filters: 4, kernelSize: 3, strides: 2 },
      // As many channels as come in, and the size stays: the shortcut is the identity.
      { filters: 3, kernelSize: 3, batchNorm: true, activation: 'tanh' },
      { filters: 5, kernelSize: 3, mlpFilters: [4, 3], outputActivation: 'linear' },
      { filters: 4, kernelSize: 3, mlpLayers: 0, kernelInitializer: 'heNormal' },
    ],
    { test },
  );
});
