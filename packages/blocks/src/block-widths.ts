/** The fields that say how wide a block is, as far as a kind has them. */
export interface WidthFields {
  filters: number;
  /** 1×1 convolutions behind the first layer. */
  mlpLayers?: number | undefined;
  /** Channels of the 1×1 convolutions. */
  mlpFilters?: number | readonly number[] | undefined;
}

/** The channels after each convolution of a block: the first layer, then the 1×1 convolutions. */
export function blockWidths({
  filters,
  mlpFilters = filters,
  mlpLayers = 2,
}: WidthFields): [number, ...number[]] {
  if (typeof mlpFilters !== 'number') return [filters, ...mlpFilters];
  return [filters, ...Array.from({ length: mlpLayers }, () => mlpFilters)];
}
