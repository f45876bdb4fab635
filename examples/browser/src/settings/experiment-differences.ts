import { differences, type Difference, type Experiment } from '@nin/recipes';
import { blockValues } from '../network/block-values';

/**
 * Returns the paths at which two experiments differ. In their networks, a default that is written out is no difference, and of two
 * networks of other lengths, the blocks that both have are compared.
 */
export function experimentDifferences(a: Experiment, b: Experiment): Difference[] {
  const common = Math.min(a.network.blocks.length, b.network.blocks.length);
  return differences(comparable(a, common), comparable(b, common));
}

function comparable({ network, ...rest }: Experiment, common: number): Experiment {
  const { inputShape, blocks } = network;
  const values = blocks.slice(0, common).map((block, i): [number, object] => [i, blockValues(block)]);
  const counted: Record<string, unknown> = { count: blocks.length, ...Object.fromEntries(values) };
  return { ...rest, network: { inputShape, blocks: counted } } as unknown as Experiment;
}
