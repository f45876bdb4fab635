import {
  d2lSpec,
  lectureSpec,
  modernSpec,
  paperSpec,
  profile,
  tinySpec,
  type NinBlock,
  type NinSpec,
} from '../src/index';

/** The networks of the package. */
export const specs = { lectureSpec, d2lSpec, paperSpec, modernSpec, tinySpec };

/** The blocks of a spec that has blocks of kind `nin` alone. */
export const ninBlocks = ({ blocks }: NinSpec) => blocks as readonly NinBlock[];

/** The sums of a profile that tests work out by hand. */
export const cost = (spec: NinSpec) => {
  const { params, trainableParams, macs } = profile(spec).totals;
  return { params, trainableParams, macs };
};
