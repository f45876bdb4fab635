import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { test } from 'node:test';
import { layers, initializers } from '@tensorflow/tfjs-layers';
import { installTrainingKernels } from '@nin/backends';
import { defineBlock } from '@nin/blocks';
import { activation, channels } from '@nin/blocks/fields';
import { testBlockKind } from '@nin/blocks/testing';
import * as v from 'valibot';

// Stock wasm has no gradient of a convolution's filter.
installTrainingKernels('wasm');

const pointKind = defineBlock({
  kind: 'point',
  description: 'One 1×1 convolution.',
  fields: {
    filters: v.pipe(channels(), v.description('Channels.')),
    activation: v.pipe(v.optional(activation(), 'gelu'), v.description('What follows.')),
  },
  build: (options, { name, seed }) =>
    layers.conv2d({
      ...options,
      name: name('conv'),
      kernelSize: 1,
      kernelInitializer: initializers.glorotUniform({ seed: seed(0) }),
    }),
});

testBlockKind(
  pointKind,
  [{ filters: 3 }, { block: { filters: 4, activation: 'tanh' }, inputShape: [5, 4, 2] }],
  {
    test,
    backends: ['cpu', 'wasm'],
  },
);
