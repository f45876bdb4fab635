import type { Activation } from './activation';
import { blockWidths } from './block-widths';
import type { BlockSpec, NinSpec } from './nin-spec';
import { completePool } from './pool-layer';
import { formatShape } from './quantities';
import { specParts } from './spec-parts';

/** Something done to a map: one colored pill in the diagram. */
export interface Step {
  role: 'conv' | 'mlp' | 'pool' | 'dropout' | 'head';
  text: string;
  /** A second, smaller line. */
  detail?: string;
}

/** One card of the diagram: what is done, the map it makes, and what is done to that map afterwards. */
export interface Stage {
  title: string;
  caption: string;
  steps: Step[];
  /** `[height, width, channels]`. */
  map: number[];
  /** What the map is, in words. */
  label: string;
  after: Step[];
}

/** The cards of a network from input to head, after a check of the spec. */
export function diagramStages(where: string, spec: NinSpec): Stage[] {
  const shapes = new Map(specParts(where, spec).map(({ name, outputShape }) => [name, outputShape]));
  const shapeOf = (name: string) => shapes.get(name) ?? [];
  const [classes = 0] = shapeOf('head');
  return [
    {
      title: 'Input',
      caption: 'one image',
      steps: [],
      map: [...spec.inputShape],
      label: formatShape(spec.inputShape),
      after: [],
    },
    ...spec.blocks.map((block, i) => ({
      title: `Block ${i + 1}`,
      caption: (block.batchNorm ? 'batch norm, ' : '') + activationText(block.activation),
      steps: convolutions(`${where}: block ${i + 1}`, block),
      map: shapeOf(`block${i + 1}`),
      label: formatShape(shapeOf(`block${i + 1}`)),
      after: afterBlock(`${where}: block ${i + 1}`, block, shapeOf(`pool${i + 1}`)),
    })),
    {
      title: 'Head',
      caption: 'mean of each map',
      steps: [{ role: 'head', text: 'global average', detail: 'pooling' }],
      map: [1, 1, classes],
      label: classes === 1 ? '1 logit' : `${classes} logits`,
      after: [],
    },
  ];
}

function activationText(activation: Activation = 'relu'): string {
  if (activation === 'linear') return 'no activation';
  return activation === 'relu' ? 'ReLU' : activation;
}

function convolutions(where: string, block: BlockSpec): Step[] {
  const {
    kernelSize,
    strides = 1,
    padding = 'same',
    activation = 'relu',
    outputActivation = activation,
  } = block;
  const widths = blockWidths(where, block);
  return widths.map((filters, i) => {
    const notes = i === 0 ? [`stride ${strides}`, padding] : [];
    const last = i === widths.length - 1;
    if (last && outputActivation !== activation) notes.push(activationText(outputActivation));
    return {
      role: i === 0 ? 'conv' : 'mlp',
      text: `${i === 0 ? `${kernelSize}×${kernelSize}` : '1×1'} conv · ${filters}`,
      detail: notes.length > 0 ? notes.join(', ') : undefined,
    };
  });
}

function afterBlock(where: string, { pool, dropout = 0 }: BlockSpec, pooled: readonly number[]): Step[] {
  const steps: Step[] = [];
  if (pool !== undefined) {
    const { kind, size, strides } = completePool(where, pool);
    steps.push({
      role: 'pool',
      text: `${size}×${size} ${kind === 'max' ? 'max' : 'avg'} pool / ${strides}`,
      detail: `to ${formatShape(pooled)}`,
    });
  }
  if (dropout > 0) steps.push({ role: 'dropout', text: `dropout ${Number(dropout.toPrecision(3))}` });
  return steps;
}
