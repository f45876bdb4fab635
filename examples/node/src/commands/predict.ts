import { selectBackend, type BackendPreference } from '@nin/backends';
import { classify } from '@nin/trainer';
import { Command, Option } from 'commander';
import { percent } from '@nin/recipes';
import { reasonOf, reportFailure, UsageError, warn } from '../failure';
import { positiveInteger } from '../options/parse';
import { backendOption, useOption } from '../options/shared-options';
import type { PictureSize } from '../data/decode-picture';
import { pictureDecoder, type PictureDecoder } from '../data/picture-decoder';
import { notAPicture, readPicture } from '../data/read-picture';
import { assumption, openRun, type OpenRun } from '../runs/open-run';
import { print, printJson } from '../terminal/print';

/** The most classes that a prediction prints. */
const mostClasses = 100_000;

interface PredictOptions {
  use?: string[];
  backend: BackendPreference;
  top: number;
  json?: boolean;
}

/** Returns `nin predict RUN IMAGE…`, which classifies pictures with the model of a run. */
export function predictCommand(): Command {
  return new Command('predict')
    .description(
      "Classify pictures with the model of a run (PNG, JPEG, BMP, GIF, TIFF; scaled to the model's input).",
    )
    .argument('<run>', 'folder of a run, or of a tfjs model')
    .argument('<image...>', 'pictures')
    .addOption(useOption())
    .addOption(backendOption())
    .addOption(
      new Option('--top <n>', 'number of classes to print')
        .argParser(positiveInteger(mostClasses))
        .default(3),
    )
    .option('--json', 'print the probabilities as JSON')
    .action((run: string, images: string[], options: PredictOptions) => predictImages(run, images, options));
}

async function predictImages(
  run: string,
  paths: string[],
  { use, backend, top, json }: PredictOptions,
): Promise<void> {
  const problems = new Map<string, string>();
  // A file that cannot be classified is reported, the other pictures are still classified, and the exit status is 1.
  const orProblem = async <Result>(path: string, work: () => Promise<Result>) => {
    try {
      return await work();
    } catch (error) {
      problems.set(path, reasonOf(error));
      reportFailure(error, false);
      return undefined;
    }
  };
  const decoded = new Map<string, Uint8Array>();
  const decoder = pictureDecoder();
  let opened: PredictingModel | undefined;
  try {
    for (const path of paths) {
      const file = await orProblem(path, () => readPicture(path));
      if (!file) continue;
      // Only now: files are checked before a model is loaded.
      opened ??= await openModel(run, use, backend);
      const { size } = opened;
      const pixels = await orProblem(path, () => decodeFile(decoder, path, file, size));
      if (pixels) decoded.set(path, pixels);
    }
  } finally {
    decoder.close();
  }
  const found =
    opened && decoded.size > 0
      ? await namesIn(opened.model, decoded, [opened.size.height, opened.size.width, 3])
      : new Map<string, Named[]>();
  opened?.model.dispose();
  if (json) {
    const all = paths.map((image) =>
      found.has(image) ? { image, classes: found.get(image) } : { image, problem: problems.get(image) },
    );
    printJson(all);
    return;
  }
  const { synthetic, data } = opened?.card.source ?? {};
  if (synthetic && found.size > 0)
    print(`The model was trained on ${data}, drawn by a program: it has seen no others.`);
  for (const path of paths) {
    const names = found.get(path);
    if (!names) continue;
    const guesses = names.slice(0, top).map(({ name, probability }) => `${name} ${percent(probability)}`);
    print(`${path}: ${guesses.join(', ')}`);
  }
}

/** A model with the size that pictures are scaled to. */
interface PredictingModel extends OpenRun {
  size: PictureSize;
}

/** Opens the model of a run. If it takes any size, pictures get the size of CIFAR's. */
async function openModel(
  run: string,
  use: readonly string[] | undefined,
  backend: BackendPreference,
): Promise<PredictingModel> {
  await selectBackend(backend);
  const opened = await openRun(run, use);
  if (opened.assumed) warn(assumption(opened));
  const { height, width, channels } = opened.card.input;
  if (channels !== 3) {
    throw new UsageError(
      `RUN must hold a model that takes red, green and blue, got ${run}, whose input has ${channels} channels`,
    );
  }
  return { ...opened, size: { height: height ?? 32, width: width ?? 32 } };
}

async function decodeFile(
  decoder: PictureDecoder,
  path: string,
  file: Buffer,
  size: PictureSize,
): Promise<Uint8Array> {
  try {
    return await decoder.decode(file, size);
  } catch (error) {
    throw notAPicture(path, error);
  }
}

interface Named {
  name: string;
  probability: number;
}

/** Returns the classes of each picture, the likeliest first. */
async function namesIn(
  model: Parameters<typeof classify>[0],
  decoded: ReadonlyMap<string, Uint8Array>,
  shape: readonly number[],
): Promise<Map<string, Named[]>> {
  const images = Buffer.concat([...decoded.values()]);
  const { probabilities, classes, classNames } = await classify(model, { images, shape });
  const ranked = (image: number) =>
    classNames
      .map((name, label) => ({ name, probability: probabilities[image * classes + label] }))
      .sort((a, b) => b.probability - a.probability);
  return new Map([...decoded.keys()].map((path, image) => [path, ranked(image)]));
}
