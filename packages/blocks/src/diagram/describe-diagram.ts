import { kindOf, onlyKinds, type KindOptions } from '../check-spec';
import type { BlockKind } from '../define-block';
import { planSpec, type SpecPart } from '../plan-spec';
import type { AnySpec, BlockOf, BuiltinKind, NinSpec } from '../spec';
import { blockSteps, type DiagramStep } from './block-steps';

/** A diagram as data, without texts: what {@link diagram} draws, for applications that draw it themselves. */
export interface DiagramData {
  /** The input, the blocks, and the head. */
  stages: DiagramStage[];
  /** `[height, width, channels]` of one image. */
  inputShape: readonly number[];
  blocks: number;
  classes: number;
}

/** One card of a diagram: the steps, the output map, and the steps after it. */
export interface DiagramStage {
  part: 'input' | 'block' | 'head';
  /** Number of a block, from 1. */
  number?: number | undefined;
  /** Kind of a block, if the spec gives it. */
  kind?: string | undefined;
  /** Whether a block has batch normalization. */
  batchNorm: boolean;
  /** First activation of the block. Undefined if the stage has no activation. */
  activation?: string | undefined;
  /** Steps in order. */
  steps: DiagramStep[];
  /** `[height, width, channels]` of the output. */
  map: number[];
  /** Pooling and dropout after the block. */
  after: DiagramStep[];
}

/**
 * Returns the diagram of a network as data: a stage for the input, each block and the head, with every step, the output map,
 * pooling and dropout.
 *
 * The steps of a block are derived from its layers, so blocks of every kind can be drawn.
 *
 * @throws RangeError or TypeError if the spec or an option is out of range.
 */
export function describeDiagram<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  options: KindOptions<Kind> = {},
): DiagramData {
  return diagramData('describeDiagram', spec, onlyKinds('describeDiagram', options));
}

/** Same as {@link describeDiagram}. `where` names the function in errors. */
export function diagramData(where: string, spec: AnySpec, kinds: readonly BlockKind[]): DiagramData {
  const parts = planSpec(where, spec, kinds);
  const classes = parts.at(-1)?.outputShape[0] ?? 0;
  const blocks = parts.filter(({ role }) => role === 'block');
  return {
    inputShape: spec.inputShape,
    blocks: blocks.length,
    classes,
    stages: [
      { part: 'input', batchNorm: false, steps: [], map: [...spec.inputShape], after: [] },
      ...blocks.map((block) => blockStage(block, spec, kinds, parts)),
      {
        part: 'head',
        batchNorm: false,
        steps: [{ role: 'head', layer: 'GlobalAveragePooling2D' }],
        map: [1, 1, classes],
        after: [],
      },
    ],
  };
}

function blockStage(
  { block = 0, graph, outputShape }: SpecPart,
  spec: AnySpec,
  kinds: readonly BlockKind[],
  parts: readonly SpecPart[],
): DiagramStage {
  const kind = kindOf(spec.blocks[block], kinds);
  const { steps, batchNorm, activation } = blockSteps(graph, kind?.labels ?? {});
  return {
    part: 'block',
    number: block + 1,
    kind: spec.blocks[block]?.kind,
    batchNorm,
    activation,
    steps,
    map: outputShape,
    after: parts
      .filter((part) => part.block === block && part.role !== 'block')
      .flatMap((part) => blockSteps(part.graph, {}).steps.map((step) => ({ ...step, to: part.outputShape }))),
  };
}
