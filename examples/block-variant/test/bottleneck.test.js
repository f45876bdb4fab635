import { test } from 'node:test';
import { testBlockKind } from '@nin/blocks/testing';
import '@tensorflow/tfjs-backend-cpu';
import { bottleneckKind } from '../bottleneck.js';

// A map of 3 channels comes in: the first has a convolution in its skip connection, the second none.
const samples = [
  { filters: 8, reduction: 2 },
  { filters: 3, reduction: 1, activation: 'tanh' },
  { filters: 6, activation: 'linear' },
];
testBlockKind(bottleneckKind, samples, { test, backends: ['cpu'] });
