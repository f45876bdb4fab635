/** The functions that JavaScript calls; their types are in `src/wasm/kernel-exports.ts`. */
export { addRow } from './add';
export { BATCH_NORM_SCRATCH } from './batch-norm';
export { batchNormBackward } from './batch-norm-backward';
export { batchNormForward } from './batch-norm-forward';
export {
  DEPTHWISE_SCRATCH,
  depthwiseBackwardFilter,
  depthwiseBackwardInput,
  depthwiseForward,
} from './depthwise-convolution';
export { dropout } from './dropout';
export { CONTROL_BYTES, KC, MC, MAX_SPLITS, MR, NR, PACKED_B } from './layout';
export { maximum, maximumBackward } from './maximum';
export { adamW, sgd } from './optimizer-step';
export { averagePoolBackward, maxPoolBackward } from './pooling';
export { multiply, prepareScratch } from './product';
export { setFilter, setFinish, setGrid, setMatrix, setPatches, setPlan, setProduct } from './product-job';
export { relu, reluBackward } from './relu';
export { running } from './cumulative';
export { GELU, smoothActivation, smoothActivationBackward, SWISH } from './smooth-activations';
export { spread } from './sum-backward';
export { columnSumParts, columnSums, SUM_COLUMNS } from './sum';
export { attach, fail, work } from './threads';
export { setVolumes, volumeBackwardFilter, volumeBackwardInput } from './volume-convolution';
export { setWindows } from './windows';
