import type { backend_util } from '@tensorflow/tfjs-core';
import type { KernelExports } from '../../wasm/kernel-exports';

/** Passes the sizes of a pooling or a depthwise convolution to the kernels. */
export function setWindows(kernels: KernelExports, geometry: backend_util.Conv2DInfo): void {
  kernels.setWindows(
    geometry.batchSize,
    geometry.inHeight,
    geometry.inWidth,
    geometry.inChannels,
    geometry.outHeight,
    geometry.outWidth,
    geometry.filterHeight,
    geometry.filterWidth,
    geometry.strideHeight,
    geometry.strideWidth,
    geometry.dilationHeight,
    geometry.dilationWidth,
    geometry.padInfo.top,
    geometry.padInfo.left,
  );
}
