import { requireFunction, requireOptions, requireString, type OptionNames } from '@nin/checks';
import { formatShape } from '../quantities';
import type { DiagramData, DiagramStage } from './describe-diagram';
import type { LayerStep } from './block-steps';

/** Text of a step, and a second, smaller line. */
export interface StepWords {
  text: string;
  detail?: string | undefined;
}

/** Texts of a diagram, for {@link diagram} in another language. */
export interface DiagramWords {
  /** Line below the title: the number of blocks, the input shape and the number of classes. */
  subtitle: (data: DiagramData) => string;
  /** Heading of a card. */
  title: (stage: DiagramStage) => string;
  /** Line below the heading of a card. */
  caption: (stage: DiagramStage) => string;
  /** Line below the map of a card. */
  label: (stage: DiagramStage) => string;
  step: (step: LayerStep) => StepWords;
  /** Text of an identity branch. */
  identity: string;
  /** Word between the steps and the output map, in the description for screen readers. */
  gives: string;
}

/** English texts of a diagram. */
export const englishWords: DiagramWords = {
  subtitle({ blocks, inputShape, classes }) {
    return `${counted(blocks, 'block')}, input ${formatShape(inputShape)}, ${counted(classes, 'logit')}`;
  },
  title({ part, number }) {
    if (part === 'block') return `Block ${number}`;
    return part === 'input' ? 'Input' : 'Head';
  },
  caption({ part, kind, batchNorm, activation }) {
    if (part !== 'block') return part === 'input' ? 'one image' : 'mean of each map';
    return [
      ...(kind === undefined ? [] : [kind]),
      ...(batchNorm ? ['batch norm'] : []),
      activationWord(activation),
    ].join(', ');
  },
  label({ part, map }) {
    return part === 'head' ? counted(map.at(-1) ?? 0, 'logit') : formatShape(map);
  },
  step(step) {
    const { role, layer, label, window, channels, strides, padding, activation, rate, to } = step;
    if (role === 'head') return { text: 'global average', detail: 'pooling' };
    const notes = [
      strides === undefined || role === 'pool' ? '' : `stride ${strides}`,
      padding === undefined || role === 'pool' ? '' : padding,
      activation === undefined ? '' : activationWord(activation),
      to === undefined || role === 'dropout' ? '' : `to ${formatShape(to)}`,
    ].filter((note) => note !== '');
    return { text: label ?? layerText(), detail: notes.length > 0 ? notes.join(', ') : undefined };

    function layerText(): string {
      const size = window ? `${formatShape(window)} ` : '';
      const width = channels === undefined ? '' : ` · ${channels}`;
      if (role === 'dropout') return `dropout ${Number(rate?.toPrecision(3))}`;
      if (layer === 'MaxPooling2D') return `${size}max pool / ${strides}`;
      if (layer === 'AveragePooling2D') return `${size}avg pool / ${strides}`;
      if (layer.startsWith('Depthwise')) return `${size}depthwise conv`;
      if (layer.startsWith('Separable')) return `${size}separable conv${width}`;
      if (role === 'conv' || role === 'mlp') return window ? `${size}conv${width}` : `dense${width}`;
      return (mergeTexts[layer] ?? spaced(layer)) + width;
    }
  },
  identity: 'unchanged',
  gives: 'gives',
};

const wordNames: OptionNames<DiagramWords> = {
  subtitle: true,
  title: true,
  caption: true,
  label: true,
  step: true,
  identity: true,
  gives: true,
};

/** Returns the texts of a diagram: the given ones, after checking each, and English for the others. */
export function wordsOf(where: string, given: Partial<DiagramWords> = {}): DiagramWords {
  requireOptions(where, given, wordNames);
  const own = Object.entries(given).filter(([, word]) => word !== undefined);
  for (const [name, word] of own) {
    if (typeof englishWords[name as keyof DiagramWords] === 'string') requireString(`${where}.${name}`, word);
    else requireFunction(`${where}.${name}`, word);
  }
  return { ...englishWords, ...(Object.fromEntries(own) as Partial<DiagramWords>) };
}

const mergeTexts: Readonly<Record<string, string>> = {
  Add: '+ add',
  Multiply: '× multiply',
  GlobalAveragePooling2D: 'global average',
};

function activationWord(activation = 'linear'): string {
  if (activation === 'linear') return 'no activation';
  return activation === 'relu' ? 'ReLU' : activation;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** `LayerNormalization` → `layer normalization`. */
function spaced(className: string): string {
  return className.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
