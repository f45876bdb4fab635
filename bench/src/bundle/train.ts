/** A short training on real images: `node train.js OUT.json [--quick]`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { selectBackend } from '@nin/backends';
import { cifar10ClassNames, take, type LabeledImages } from '@nin/cifar';
import { progressLine, type EpochReport } from '@nin/trainer';
import { applySettings, openExperiment } from '@nin/recipes';
import { scenarios } from '../scenarios';

const [out, ...flags] = process.argv.slice(2);
const quick = flags.includes('--quick');
const backend = await selectBackend('webgpu');
console.log(`${backend.device}${backend.software ? ' (software)' : ''}`);
/** Takes a processor some minutes, or a GPU. */
const size = backend.software
  ? { scenario: 'tiny', epochs: 1, train: quick ? 320 : 1600, test: quick ? 100 : 500, batchSize: 32 }
  : { scenario: 'modern', epochs: quick ? 3 : 15, train: 4000, test: 1000, batchSize: 128 };

const scenario = scenarios.find(({ name }) => name === size.scenario)!;
const experiment = applySettings(scenario.experiment, {
  epochs: size.epochs,
  'batch.size': size.batchSize,
  'optimizer.learningRate': 2e-3,
  'optimizer.weightDecay': 0.02,
  'schedule.kind': 'oneCycle',
  'schedule.unit': 'step',
});
const train = take(readImages('train'), size.train);
const test = take(readImages('test'), size.test);
const session = openExperiment(experiment, { train, test, title: 'CIFAR-10', synthetic: false });
const history: EpochReport[] = [];
const start = performance.now();
for await (const report of session.epochs()) {
  history.push(report);
  console.log(`epoch ${report.epoch}: ${progressLine(report)}`);
}
const seconds = (performance.now() - start) / 1000;
writeFileSync(out, JSON.stringify({ backend, size, experiment, seconds, history }, null, 1));
console.log(`${seconds.toFixed(1)} s; every figure is in ${out}`);
const { loss, validationAccuracy = 0 } = history[history.length - 1];
// Ten classes: guessing reaches 0.1.
const learned = Number.isFinite(loss) && (quick || validationAccuracy > 0.2);
process.exit(learned ? 0 : 1);

function readImages(name: 'train' | 'test'): LabeledImages {
  const read = (part: string) =>
    new Uint8Array(readFileSync(new URL(`./${name}-${part}.bin`, import.meta.url)));
  const labels = read('labels');
  return {
    images: read('images'),
    labels,
    count: labels.length,
    shape: [32, 32, 3],
    classNames: cifar10ClassNames,
  };
}
