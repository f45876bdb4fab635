import { selectBackend, type BackendPreference } from '@nin/backends';
import { classify, type ModelCard } from '@nin/trainer';
import { Command, Option } from 'commander';
import { percent } from 'nin-run';
import { reasonOf, reportFailure, UsageError, warn } from '../failure';
import { backendOption } from '../options/data-and-backend';
import { positiveInteger } from '../options/parse';
import { pictureDecoder } from '../data/picture-decoder';
import { notAPicture, readPicture } from '../data/read-picture';
import { assumption, openRun } from '../runs/open-run';

interface PredictOptions {
  backend: BackendPreference;
  top: number;
  json?: boolean;
}

/** `nin predict RUN IMAGE…`: what the model of a run sees in pictures. */
export function predictCommand(): Command {
  return new Command('predict')
    .description(
      "Tell what the model of a run sees in pictures (PNG, JPEG, BMP, GIF, TIFF; scaled to the model's input).",
    )
    .argument('<run>', 'folder of a run, or of a tfjs model')
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
  const problems = new Map<string, string>();
  // A picture that is none is said, and the others are answered all the same; the status then says that not all were.
  const each = async <Given, Result>(
    from: ReadonlyMap<string, Given>,
    work: (given: Given, path: string) => Promise<Result>,
  ) => {
    const results = new Map<string, Result>();
    for (const [path, given] of from) {
      try {
        results.set(path, await work(given, path));
      } catch (error) {
        problems.set(path, reasonOf(error));
        reportFailure(error, false);
      }
    }
    return results;
  };

  const files = await each(new Map(paths.map((path) => [path, path])), readPicture);
  if (files.size === 0) return;
  await selectBackend(backend);
  const opened = await openRun(run);
  if (opened.assumed) warn(assumption(opened));
  const shape = shapeOf(run, opened.card);
  const [height, width] = shape;
  const decoder = pictureDecoder();
  const decoded = await each(files, async (file, path) => {
    try {
      return await decoder.decode(file, { width, height });
    } catch (error) {
      throw notAPicture(path, error);
    }
  });
  decoder.close();
  const found = decoded.size > 0 ? await namesIn(opened.model, decoded, shape) : new Map<string, Named[]>();
  opened.model.dispose();
  if (json) {
    const all = paths.map((image) =>
      found.has(image) ? { image, classes: found.get(image) } : { image, problem: problems.get(image) },
    );
    console.log(JSON.stringify(all, null, 2));
    return;
  }
  const { synthetic, data } = opened.card.source ?? {};
  if (synthetic && found.size > 0) console.log(`The model was trained on ${data}, drawn by a program: it knows nothing else.`);
  for (const path of paths) {
    const names = found.get(path);
    if (!names) continue;
    const told = names.slice(0, top).map(({ name, probability }) => `${name} ${percent(probability)}`);
    console.log(`${path}: ${told.join(', ')}`);
  }
}

/** The shape pictures are made for a model. Where any size will do, they are made as CIFAR's are. */
function shapeOf(run: string, { input }: ModelCard): [height: number, width: number, channels: number] {
  const { height, width, channels } = input;
  if (channels !== 3) {
    throw new UsageError(
      `RUN must hold a model that takes red, green and blue, got ${run}, whose input has ${channels} channels`,
    );
  }
  return [height ?? 32, width ?? 32, channels];
}

interface Named {
  name: string;
  probability: number;
}

/** The classes of each picture, the likeliest first. */
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
