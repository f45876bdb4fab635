/** A short training on real images: `node train.js [--quick]`. */
import { readFileSync } from 'node:fs';
import { selectBackend } from '@nin/backends';
import { modernSpec, nin, tinySpec } from '@nin/blocks';
import { batches, cifar10ClassNames, take, type LabeledImages } from '@nin/cifar';
import { adamW, biasAndBatchNorm } from '@nin/optimizers';
import { progressLine, train, type EpochReport } from '@nin/trainer';
import { unpackImages } from '../packed-images';
import { writeOut } from './out-folder';

const quick = process.argv.includes('--quick');
const backend = await selectBackend('webgpu');
console.log(`${backend.device}${backend.software ? ' (software)' : ''}`);
/** What a processor does in minutes, or a GPU. */
const size = backend.software
  ? { name: 'tiny', spec: tinySpec, epochs: 1, train: quick ? 320 : 1600, test: quick ? 100 : 500, batch: 32 }
  : { name: 'modern', spec: modernSpec, epochs: quick ? 3 : 15, train: 5000, test: 1000, batch: 128 };

const data = { train: take(readImages('train'), size.train), test: take(readImages('test'), size.test) };
const model = nin(size.spec, { seed: 0 });
const optimizer = adamW({ learningRate: 2e-3, weightDecay: 0.02, exclude: biasAndBatchNorm });
const stepsPerEpoch = Math.ceil(data.train.count / size.batch);
const steps = size.epochs * stepsPerEpoch;
const history: EpochReport[] = [];
const start = performance.now();
for await (const report of train(model, {
  data: (request) => batches(data.train, { ...request, normalize: 'standard' }),
  validation: (request) => batches(data.test, { ...request, normalize: 'standard' }),
  augment: { padAndCrop: 4, flip: true },
  epochs: size.epochs,
  batchSize: size.batch,
  stepsPerEpoch,
  optimizer,
  // Up for a fifth of the way, then down to nothing.
  schedule: (step) => 2e-3 * Math.min((step + 1) / (steps / 5), (steps - step) / ((steps * 4) / 5)),
  scheduleUnit: 'step',
  seed: 0,
})) {
  history.push(report);
  console.log(`epoch ${report.epoch}: ${progressLine(report)}`);
}
const seconds = (performance.now() - start) / 1000;
const path = writeOut('train.json', { backend, settings: size, seconds, history });
const last = history[history.length - 1];
console.log(`${seconds.toFixed(1)} s; every figure is in ${path}`);
// Ten classes: a tenth is what guessing gives.
const learned = Number.isFinite(last.loss) && (quick || (last.validationAccuracy ?? 0) > 0.2);
process.exit(learned ? 0 : 1);

function readImages(name: 'train' | 'test'): LabeledImages {
  const read = (part: string) => readFileSync(new URL(`../data/${name}-${part}.bin`, import.meta.url));
  const labels = new Uint8Array(read('labels'));
  const images = unpackImages(read('images'));
  return { images, labels, count: labels.length, shape: [32, 32, 3], classNames: cifar10ClassNames };
}
