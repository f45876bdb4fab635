import {
  getKernel,
  type KernelBackend,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/**
 * Runs other kernels of one backend inside a kernel, and frees what they made.
 *
 * The engine tracks only what a kernel returns. Everything in between belongs to the kernel, so every result of
 * {@link KernelScope.run} is let go at the end except the one that {@link withKernels} returns.
 */
export interface KernelScope {
  /** Runs the kernel `name` of this backend; it must give one tensor. */
  run(name: string, inputs: NamedTensorInfoMap, attributes: NamedAttrMap): TensorInfo;
  /** The same values under another shape, without a copy. */
  reshape(x: TensorInfo, shape: number[]): TensorInfo;
  /** `x` with its axes in the order of `permutation`. */
  transpose(x: TensorInfo, permutation: number[]): TensorInfo;
  /** The matrix product of `[m, k]` and `[k, n]`. */
  matMul(a: TensorInfo, b: TensorInfo): TensorInfo;
}

/** Gives `work` a {@link KernelScope} on `backend` and returns its result; all other tensors made in it are freed. */
export function withKernels(
  backend: KernelBackend,
  backendName: string,
  work: (scope: KernelScope) => TensorInfo,
): TensorInfo {
  const made: TensorInfo[] = [];

  function run(name: string, inputs: NamedTensorInfoMap, attributes: NamedAttrMap): TensorInfo {
    const kernel = getKernel(name, backendName);
    if (!kernel) throw new Error(`the ${backendName} backend has no kernel ${name}`);
    const result = kernel.kernelFunc({ inputs, attrs: attributes, backend }) as TensorInfo;
    made.push(result);
    return result;
  }

  const scope: KernelScope = {
    run,
    reshape: (x, shape) => run('Reshape', { x }, { shape }),
    transpose: (x, permutation) => run('Transpose', { x }, { perm: permutation }),
    matMul(a, b) {
      const product = run(
        'BatchMatMul',
        { a: scope.reshape(a, [1, ...a.shape]), b: scope.reshape(b, [1, ...b.shape]) },
        { transposeA: false, transposeB: false },
      );
      return scope.reshape(product, product.shape.slice(1));
    },
  };

  let result: TensorInfo | undefined;
  try {
    result = work(scope);
    return result;
  } finally {
    // A reshape shares its data with its source and counts as one more reference to it, so the result survives
    // when each intermediate gives up its own reference.
    for (const tensor of made) if (tensor !== result) backend.disposeData(tensor.dataId);
  }
}
