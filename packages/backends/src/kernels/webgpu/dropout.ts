import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { flatEntry, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { SeededDropout } from '../added-kernels';

/** Dropout with random numbers computed from seed and element index: drops the same elements as wasm and stores no mask. */
export const seededDropoutConfig: KernelConfig = {
  kernelName: SeededDropout,
  backendName: 'webgpu',
  kernelFunc(call) {
    const x = call.inputs.x as TensorInfo;
    const { rate, seed } = call.attrs as unknown as { rate: number; seed: number };
    const backend = gpuBackend(call.backend);
    const y = makeOutput(backend, x.shape);
    const count = util.sizeFromShape(x.shape);
    runProgram(backend, dropoutProgram, {
      inputs: [x],
      outputs: [y],
      uniforms: {
        count,
        // A rate that rounds to 2³² here would drop all but one element in four billion.
        threshold: Math.min(2 ** 32 - 1, Math.round(rate * 2 ** 32)),
        scale: 1 / (1 - rate),
        seed: seed >>> 0,
      },
      workgroups: workgroupsFor(count),
      varying: true,
    });
    return y;
  },
};

/** `scramble` is C. Wellons' "lowbias32" (public domain), a permutation in which every bit depends on all bits. */
const dropoutProgram: Program = {
  key: 'seeded dropout',
  inputs: ['x'],
  outputs: ['y'],
  uniforms: { count: 'u32', threshold: 'u32', scale: 'f32', seed: 'u32' },
  source: () => `
fn scramble(number: u32) -> u32 {
  var x = number;
  x = (x ^ (x >> 16u)) * 0x7feb352du;
  x = (x ^ (x >> 15u)) * 0x846ca68bu;
  return x ^ (x >> 16u);
}
${flatEntry}
  if (index >= uniforms.count) { return; }
  let seed = scramble(uniforms.seed ^ 0x9e3779b9u);
  // Scrambled twice, so that similar seeds do not produce shifted masks.
  let bits = scramble(scramble(index + seed) ^ seed);
  y[index] = select(0.0, x[index] * uniforms.scale, bits >= uniforms.threshold);
}`,
};
