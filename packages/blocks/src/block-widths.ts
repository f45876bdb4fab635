import { requireNonNegativeInteger, requirePositiveInteger, shown } from '@nin/checks';
import type { BlockOptions } from './nin-spec';

/** The channels after each convolution of a block: the k×k one first, then the 1×1 ones. */
export function blockWidths(
  where: string,
  { filters, mlpFilters = filters, mlpLayers }: Pick<BlockOptions, 'filters' | 'mlpFilters' | 'mlpLayers'>,
): [number, ...number[]] {
  requirePositiveInteger(`${where}: filters`, filters);
  if (mlpLayers !== undefined) requireNonNegativeInteger(`${where}: mlpLayers`, mlpLayers);
  if (typeof mlpFilters === 'number') {
    requirePositiveInteger(`${where}: mlpFilters`, mlpFilters);
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
  for (const [i, width] of mlpFilters.entries()) {
    requirePositiveInteger(`${where}: mlpFilters[${i}]`, width);
  }
  return [filters, ...mlpFilters];
}
