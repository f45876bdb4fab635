import { test } from 'node:test';
import { testBlockKind } from '@nin/blocks/testing';
import '@tensorflow/tfjs-backend-cpu';
import { bottleneckKind } from '../bottleneck.js';

// The input has 3 channels: the first sample has a convolution in its skip connection, the second has none.
const samples = [
  { filters: 8, reduction: 2 },
  { filters: 3, reduction: 1, activation: 'tanh' },
  { filters: 6, activation: 'linear' },
];
testBlockKind(bottleneckKind, samples, { test, backends: ['cpu'] });
