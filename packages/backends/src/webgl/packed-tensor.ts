import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Texture } from './render-program';

/**
 * How tfjs packs a tensor: as consecutive matrices whose texels hold two rows of two columns. Where the number of rows or
 * columns is odd, the rest of the last texel is undefined, not zero.
 */
export interface PackedLayout {
  matrices: number;
  rows: number;
  columns: number;
  /** Texels in a column of a matrix. */
  rowPairs: number;
  /** Texels in a row of a matrix. */
  columnPairs: number;
}

/** Returns the packed layout of a shape. */
export function packedLayout(shape: readonly number[]): PackedLayout {
  const [rows = 1, columns = 1] = shape.length > 1 ? shape.slice(-2) : [1, ...shape];
  return {
    matrices: util.sizeFromShape(shape.slice(0, -2)),
    rows,
    columns,
    rowPairs: Math.ceil(rows / 2),
    columnPairs: Math.ceil(columns / 2),
  };
}

/** The packed textures of tensors, in order. `release` disposes of those that were created. */
export interface PackedInputs {
  textures: Texture[];
  release: () => void;
}

/** Uploads tensors to the GPU, packed by their shapes. */
export function packedInputs(backend: MathBackendWebGL, tensors: readonly TensorInfo[]): PackedInputs {
  const made: TensorInfo[] = [];
  const textures = tensors.map((tensor) => textureOf(backend, packed(backend, tensor, made)));
  return {
    textures,
    release: () => made.forEach((tensor) => backend.disposeIntermediateTensorInfo(tensor)),
  };
}

function packed(backend: MathBackendWebGL, tensor: TensorInfo, made: TensorInfo[]): TensorInfo {
  const data = backend.texData.get(tensor.dataId);
  // Values that are still in JavaScript can be uploaded in packed form.
  if (!data.texture && data.values && !data.slice && !data.complexTensorInfos) {
    data.isPacked = true;
    data.shape = tensor.shape;
  }
  backend.uploadToGPU(tensor.dataId);
  let source = tensor;
  if (data.isPacked) {
    if (sameTexels(data.shape, tensor.shape)) return tensor;
    const { dataId, dtype } = tensor;
    const unpacked = backend.unpackTensor({ dataId, dtype, shape: data.shape });
    made.push(unpacked);
    source = { dataId: unpacked.dataId, dtype, shape: tensor.shape };
  }
  const repacked = backend.packTensor(source);
  made.push(repacked);
  return repacked;
}

/** Returns whether two shapes of the same size have the same texels in the same order. */
function sameTexels(one: readonly number[], other: readonly number[]): boolean {
  const [a, b] = [packedLayout(one), packedLayout(other)];
  return a.columns === b.columns && (a.rows === b.rows || (a.rows % 2 === 0 && b.rows % 2 === 0));
}

/** Returns a new packed tensor with undefined values. */
export function packedOutput(backend: MathBackendWebGL, shape: number[]): TensorInfo {
  const tensor = backend.makeTensorInfo(shape, 'float32');
  const data = backend.texData.get(tensor.dataId);
  data.isPacked = true;
  if (util.sizeFromShape(shape) === 0) data.values = new Float32Array(0);
  else backend.uploadToGPU(tensor.dataId);
  return tensor;
}

/** Returns the texture of a packed tensor. */
export function textureOf(backend: MathBackendWebGL, { dataId }: TensorInfo): Texture {
  const { texture, texShape } = backend.texData.get(dataId);
  if (!texture || !texShape) throw new Error('webgl: a tensor has no texture');
  return {
    texture: texture.texture,
    width: Math.ceil(texShape[1] / 2),
    height: Math.ceil(texShape[0] / 2),
  };
}

/** Returns a texture of `width` × `height` texels for intermediate results, as a tensor so that tfjs reuses its memory. */
export function scratch(backend: MathBackendWebGL, width: number, height: number): TensorInfo {
  const tensor = backend.makeTensorInfo([2 * height, 2 * width], 'float32');
  const data = backend.texData.get(tensor.dataId);
  data.isPacked = true;
  data.texShape = [2 * height, 2 * width];
  backend.uploadToGPU(tensor.dataId);
  return tensor;
}

/** Returns a tensor of zeros, the value of empty sums. */
export function zeros(backend: MathBackendWebGL, shape: number[]): TensorInfo {
  return backend.makeTensorInfo(shape, 'float32', new Float32Array(util.sizeFromShape(shape)));
}
