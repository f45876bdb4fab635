import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Texture } from './render-program';

/**
 * How tfjs packs a tensor: as matrices, one after the other, whose texels hold two rows of two columns each. Where rows
 * or columns are odd, the rest of the last texel is anything at all, not zero.
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

/** How a tensor of this shape is packed. */
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

/** The packed textures of tensors, in order; disposed of by `release` where they had to be made. */
export interface PackedInputs {
  textures: Texture[];
  release: () => void;
}

/** Brings tensors to the GPU, packed as their shapes say. */
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
  // What is still in JavaScript can be uploaded as we want it.
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

/** Whether tensors of two shapes of the same size have the same texels in the same order. */
function sameTexels(one: readonly number[], other: readonly number[]): boolean {
  const [a, b] = [packedLayout(one), packedLayout(other)];
  return a.columns === b.columns && (a.rows === b.rows || (a.rows % 2 === 0 && b.rows % 2 === 0));
}

/** A new tensor, packed, without contents yet. */
export function packedOutput(backend: MathBackendWebGL, shape: number[]): TensorInfo {
  const tensor = backend.makeTensorInfo(shape, 'float32');
  const data = backend.texData.get(tensor.dataId);
  data.isPacked = true;
  if (util.sizeFromShape(shape) === 0) data.values = new Float32Array(0);
  else backend.uploadToGPU(tensor.dataId);
  return tensor;
}

/** The texture of a packed tensor. */
export function textureOf(backend: MathBackendWebGL, { dataId }: TensorInfo): Texture {
  const { texture, texShape } = backend.texData.get(dataId);
  if (!texture || !texShape) throw new Error('webgl: a tensor has no texture');
  return {
    texture: texture.texture,
    width: Math.ceil(texShape[1] / 2),
    height: Math.ceil(texShape[0] / 2),
  };
}

/** A texture for results on the way, of `width` × `height` texels, as a tensor of tfjs so that tfjs reuses it. */
export function scratch(backend: MathBackendWebGL, width: number, height: number): TensorInfo {
  const tensor = backend.makeTensorInfo([2 * height, 2 * width], 'float32');
  const data = backend.texData.get(tensor.dataId);
  data.isPacked = true;
  data.texShape = [2 * height, 2 * width];
  backend.uploadToGPU(tensor.dataId);
  return tensor;
}

/** A tensor of zeros: what a sum over nothing gives. */
export function zeros(backend: MathBackendWebGL, shape: number[]): TensorInfo {
  return backend.makeTensorInfo(shape, 'float32', new Float32Array(util.sizeFromShape(shape)));
}
