import {
  requireInteger,
  requireNonNegativeInteger,
  requireOptions,
  shown,
  type OptionNames,
} from '@nin/checks';
import { imageMemory } from './image-memory';
import { imageBytes, type LabeledImages } from './labeled-images';
import { combineKeys, keyOfSeed, randomInteger } from './seeded-random';

/** Options of {@link synthetic}. */
export interface SyntheticOptions {
  /** Number of images. Non-negative integer up to 1,000,000. Classes alternate, so they are balanced. */
  count: number;
  /** Seed of all random numbers. Any integer. Default 0. */
  seed?: number | undefined;
  /** Number of classes, 2–100. Default 10. Above 10, classes with the same pattern differ by hue. */
  classes?: number | undefined;
}

const optionNames: OptionNames<SyntheticOptions> = { count: true, seed: true, classes: true };

const side = 32;

/** 3 GB, and minutes to generate. */
const mostImages = 1_000_000;

/**
 * Patterns, each as the phase of a pixel by its distance from a center. Each is symmetric left to right, so that flipping an
 * image keeps its class.
 */
const patterns: readonly { name: string; distance: (x: number, y: number, period: number) => number }[] = [
  { name: 'rows', distance: (_x, y) => y },
  { name: 'columns', distance: (x) => x },
  {
    name: 'checks',
    distance: (x, y, period) => x + (Math.floor((2 * y) / period) % 2 === 0 ? 0 : period / 2),
  },
  { name: 'squares', distance: (x, y) => Math.max(Math.abs(x), Math.abs(y)) },
  { name: 'diamonds', distance: (x, y) => Math.abs(x) + Math.abs(y) },
];

/** Pixels between stripes of the same color. */
const scales = [
  { name: 'fine', period: 4 },
  { name: 'coarse', period: 9 },
] as const;

const kinds = patterns.length * scales.length;

const draws = { centerX: 0, centerY: 1, period: 2, polarity: 3, hue: 4, contrast: 5, colors: 6, noise: 9 };

/**
 * Generates images of classes that a network learns in seconds, for tests and for use without a download.
 *
 * Five patterns (rows, columns, checks, nested squares, nested diamonds) at two scales. Each image has its own position, scale,
 * colors and noise. Position and polarity are random, so that no single pixel determines the class.
 *
 * @returns data with `synthetic: true`. Results on them say nothing about CIFAR.
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 */
export function synthetic(options: SyntheticOptions): LabeledImages {
  requireOptions('synthetic: options', options, optionNames);
  const { count, seed = 0, classes = 10 } = options;
  requireNonNegativeInteger('synthetic: count', count, mostImages);
  requireInteger('synthetic: seed', seed);
  if (!Number.isInteger(classes) || classes < 2 || classes > 100) {
    throw new RangeError(`synthetic: classes must be an integer from 2 to 100, got ${shown(classes)}`);
  }
  const bytes = count * imageBytes;
  const images = imageMemory('synthetic: count', count, bytes, () => new Uint8Array(bytes));
  const labels = Uint8Array.from({ length: count }, (_, image) => image % classes);
  const key = keyOfSeed(seed);
  const hues = classes > kinds ? Math.ceil(classes / kinds) : undefined;
  for (let image = 0; image < count; image++) {
    const pixels = images.subarray(image * imageBytes, (image + 1) * imageBytes);
    draw(pixels, labels[image], combineKeys(key, image), hues);
  }
  const classNames = Array.from({ length: classes }, (_, label) => className(label, classes));
  return { images, labels, count, shape: [32, 32, 3], classNames, synthetic: true };
}

function className(label: number, classes: number): string {
  const { pattern, scale, hue } = kindOf(label);
  const name = `${scale.name} ${pattern.name}`;
  return classes > kinds ? `${name} ${hue}` : name;
}

function kindOf(label: number) {
  return {
    pattern: patterns[label % patterns.length],
    scale: scales[Math.floor(label / patterns.length) % scales.length],
    hue: Math.floor(label / kinds),
  };
}

function draw(pixels: Uint8Array, label: number, key: number, hues: number | undefined): void {
  const { pattern, scale, hue } = kindOf(label);
  const random = (position: number, below: number): number => randomInteger(key, position, below);
  const period = scale.period + random(draws.period, 64) / 48 - 2 / 3;
  const centerX = side / 4 + random(draws.centerX, side / 2);
  const centerY = side / 4 + random(draws.centerY, side / 2);
  const polarity = random(draws.polarity, 2);
  const light =
    hues === undefined ? anyColor(random) : colorOfHue((hue + random(draws.hue, 256) / 512) / hues);
  const contrast = 35 + random(draws.contrast, 30);
  let out = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const along = pattern.distance(x - centerX, y - centerY, period) / period;
      const bright = (along - Math.floor(along) < 0.5 ? 1 : 0) !== polarity;
      // Six bits of noise per channel from one random number.
      const noise = random(draws.noise + y * side + x, 2 ** 18);
      for (let channel = 0; channel < 3; channel++) {
        const value = light[channel] + (bright ? contrast : -contrast) + ((noise >> (6 * channel)) & 63) - 32;
        pixels[out++] = Math.min(Math.max(Math.round(value), 0), 255);
      }
    }
  }
}

function anyColor(random: (position: number, below: number) => number): number[] {
  return [0, 1, 2].map((channel) => 64 + random(draws.colors + channel, 128));
}

/** Returns a color of medium brightness. Hues from 0 to 1 go once around the color wheel. */
function colorOfHue(hue: number): number[] {
  return [0, 1 / 3, 2 / 3].map((shift) => {
    const turn = (hue + shift) % 1;
    return 48 + 160 * Math.abs(2 * turn - 1);
  });
}
