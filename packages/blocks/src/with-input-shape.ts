import { onlyKinds, requireSpec, type KindOptions } from './check-spec';
import type { BlockKind } from './define-block';
import type { BlockOf, BuiltinKind, NinSpec } from './spec';

/**
 * Returns the same network for images of another size or number of channels. The shapes of the weights depend only on the
 * channels.
 *
 * @param inputShape `[height, width, channels]`, positive integers up to 1,000,000.
 * @throws RangeError or TypeError if `inputShape` or a field of the spec is out of range.
 */
export function withInputShape<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  inputShape: readonly number[],
  options: KindOptions<Kind> = {},
): NinSpec<BlockOf<Kind>> {
  const kinds = onlyKinds('withInputShape', options);
  requireSpec('withInputShape', spec, kinds);
  const changed = { ...spec, inputShape };
  requireSpec('withInputShape', changed, kinds);
  return changed;
}
