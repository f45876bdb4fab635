import { requireNonNegativeInteger, requirePositiveInteger, shown } from '@nin/checks';
import { limits } from './limits';
import type { BlockOptions } from './nin-spec';

/** The channels after each convolution of a block: the k×k one first, then the 1×1 ones. */
export function blockWidths(
  where: string,
  { filters, mlpFilters = filters, mlpLayers }: Pick<BlockOptions, 'filters' | 'mlpFilters' | 'mlpLayers'>,
): [number, ...number[]] {
  requirePositiveInteger(`${where}: filters`, filters, limits.channels);
  if (mlpLayers !== undefined) {
    requireNonNegativeInteger(`${where}: mlpLayers`, mlpLayers, limits.mlpLayers);
  }
  if (typeof mlpFilters === 'number') {
    requirePositiveInteger(`${where}: mlpFilters`, mlpFilters, limits.channels);
    return [filters, ...Array.from({ length: mlpLayers ?? 2 }, () => mlpFilters)];
  }
  const given: unknown = mlpFilters;
  if (!Array.isArray(given)) {
    throw new TypeError(
      `${where}: mlpFilters must be a positive integer or an array of them, got ${shown(given)}`,
    );
  }
  if (mlpLayers !== undefined && mlpLayers !== mlpFilters.length) {
    throw new RangeError(
      `${where}: mlpFilters must have one entry for each of the ${mlpLayers} mlpLayers, got ${mlpFilters.length}`,
    );
  }
  requireNonNegativeInteger(`${where}: mlpFilters.length`, mlpFilters.length, limits.mlpLayers);
  for (const [i, width] of mlpFilters.entries()) {
    requirePositiveInteger(`${where}: mlpFilters[${i}]`, width, limits.channels);
  }
  return [filters, ...mlpFilters];
}
