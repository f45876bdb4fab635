/** The fields for the width of a block, where a kind has them. */
export interface WidthFields {
  filters: number;
  /** Number of 1×1 convolutions after the first layer. */
  mlpLayers?: number | undefined;
  /** Channels of the 1×1 convolutions. */
  mlpFilters?: number | readonly number[] | undefined;
}

/** Returns the output channels of each convolution of a block: the first layer, then the 1×1 convolutions. */
export function blockWidths({
  filters,
  mlpFilters = filters,
  mlpLayers = 2,
}: WidthFields): [number, ...number[]] {
  if (typeof mlpFilters !== 'number') return [filters, ...mlpFilters];
  return [filters, ...Array.from({ length: mlpLayers }, () => mlpFilters)];
}
