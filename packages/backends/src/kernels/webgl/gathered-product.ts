import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, textureOf } from '../../webgl/packed-tensor';
import { arrangedSize, arrangeFilter } from './arrange-filter';
import { gathering, type GatheredProduct } from './gathering';
import { renderTiles, tilesFor } from './tiles';

/**
 * The sum over taps and channels of pixels and weights, plus bias, with ReLU if asked for: a matrix product whose left
 * factor is gathered as it is read. Undefined where a texture would be too large.
 */
export function gatheredProduct(
  backend: MathBackendWebGL,
  product: GatheredProduct,
  image: TensorInfo,
  filter: TensorInfo,
  bias?: TensorInfo,
): TensorInfo | undefined {
  const { images, outHeight, outWidth } = product;
  const { outputs } = product.filter;
  const pairs = images * outHeight * Math.ceil(outWidth / 2);
  const tiles = tilesFor(backend, 1, pairs, outputs);
  const size = arrangedSize(product.filter);
  if (!tiles || Math.max(size.width, size.height) > env().getNumber('WEBGL_MAX_TEXTURE_SIZE'))
    return undefined;
  const arranged = arrangeFilter(backend, product.filter, filter, bias, product.turned);
  const inputs = packedInputs(backend, [image]);
  const result = renderTiles(
    backend,
    tiles,
    gathering(product, tiles.pairs),
    [...inputs.textures, textureOf(backend, arranged)],
    {
      inHeight: product.inHeight,
      inWidth: product.inWidth,
      outHeight,
      outPairs: Math.ceil(outWidth / 2),
      pairs,
    },
    [images, outHeight, outWidth, outputs],
    pairs,
  );
  inputs.release();
  backend.disposeIntermediateTensorInfo(arranged);
  return result;
}
