import { requireImageShape } from './image-shape';
import type { NinSpec } from './nin-spec';
import { requireSpec } from './require-spec';

/**
 * The same network for images of another size or another number of channels. The weights' shapes depend only on the
 * channels.
 *
 * @param inputShape `[height, width, channels]`, positive integers.
 * @throws RangeError if `inputShape` is no such thing.
 */
export function withInputShape(spec: NinSpec, inputShape: readonly number[]): NinSpec {
  requireSpec('withInputShape', spec);
  requireImageShape('withInputShape: inputShape', inputShape);
  return { ...spec, inputShape };
}
