import { selectBackend, type BackendPreference } from '@nin/backends';
import { batches, type LabeledImages } from '@nin/cifar';
import { predict } from '@nin/trainer';
import { Command, Option } from 'commander';
import { percent } from 'nin-run';
import { backendOption } from '../options/data-and-backend';
import { positiveInteger } from '../options/parse';
import { openRun } from '../runs/open-run';

interface PredictOptions {
  backend: BackendPreference;
  top: number;
  json?: boolean;
}

/** `nin predict RUN IMAGE…`: what the model of a run sees in pictures. */
export function predictCommand(): Command {
  return new Command('predict')
    .description('Tell what the model of a run sees in pictures (PNG, JPEG, BMP, GIF, TIFF; made 32×32).')
    .argument('<run>', 'folder of a run')
    .argument('<image...>', 'pictures')
    .addOption(backendOption())
    .addOption(new Option('--top <n>', 'how many classes to tell').argParser(positiveInteger).default(3))
    .option('--json', 'print the probabilities as JSON')
    .action((run: string, images: string[], options: PredictOptions) => predictImages(run, images, options));
}

async function predictImages(
  run: string,
  paths: string[],
  { backend, top, json }: PredictOptions,
): Promise<void> {
  // Decoders are loaded only here, so that the other sub-commands start fast.
  const { readImage } = await import('../data/read-image');
  const pictures = await Promise.all(paths.map(readImage));
  await selectBackend(backend);
  const { config, model } = await openRun(run);
  const { classNames, synthetic, title } = config.data;
  const data = labeled(pictures, classNames);
  const { scores, classes } = await predict(model, batches(data, { normalize: config.settings.normalize }));
  model.dispose();
  const found = paths.map((path, image) => ({
    image: path,
    classes: ranked(scores.subarray(image * classes, (image + 1) * classes), classNames),
  }));
  if (json) {
    console.log(JSON.stringify(found, null, 2));
    return;
  }
  if (synthetic) console.log(`The model was trained on ${title}, drawn by a program: it knows nothing else.`);
  for (const { image, classes: names } of found) {
    const told = names.slice(0, top).map(({ name, probability }) => `${name} ${percent(probability)}`);
    console.log(`${image}: ${told.join(', ')}`);
  }
}

function labeled(pictures: readonly Uint8Array[], classNames: readonly string[]): LabeledImages {
  const images = new Uint8Array(pictures.reduce((length, picture) => length + picture.length, 0));
  let offset = 0;
  for (const picture of pictures) {
    images.set(picture, offset);
    offset += picture.length;
  }
  const count = pictures.length;
  return { images, labels: new Uint8Array(count), count, shape: [32, 32, 3], classNames };
}

/** Softmax of the logits, the likeliest class first. Outputs without a class (the lecture's ten) are called unused. */
function ranked(
  logits: Float32Array,
  classNames: readonly string[],
): { name: string; probability: number }[] {
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const powers = Array.from(logits, (logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers
    .map((power, label) => ({ name: classNames[label] ?? `unused ${label}`, probability: power / sum }))
    .sort((a, b) => b.probability - a.probability);
}
