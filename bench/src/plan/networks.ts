import { lectureSpec, modernSpec, paperSpec, tinySpec, withWidth, type NinSpec } from '@nin/blocks';

/** The networks, smallest first. */
export const networkNames = ['tiny', 'quarter', 'modern', 'paper', 'lecture'] as const;

/** The name of a network, as `--only` takes it. */
export type NetworkName = (typeof networkNames)[number];

/** A network and the batch it trains with. */
export interface BenchNetwork {
  title: string;
  spec: NinSpec;
  /** Images a step, for who can take them. */
  batchSize: number;
  /** Whether a step takes a fraction of a second, so that there is time for many. */
  small: boolean;
}

/** What is trained. */
export const networks: Readonly<Record<NetworkName, BenchNetwork>> = {
  tiny: { title: 'tinySpec', spec: tinySpec, batchSize: 64, small: true },
  quarter: {
    title: 'lectureSpec, quarter width',
    spec: withWidth(lectureSpec, 0.25),
    batchSize: 32,
    small: true,
  },
  modern: { title: 'modernSpec', spec: modernSpec, batchSize: 64, small: false },
  paper: { title: 'paperSpec', spec: paperSpec, batchSize: 128, small: false },
  lecture: { title: 'lectureSpec', spec: lectureSpec, batchSize: 128, small: false },
};
