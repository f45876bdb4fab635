/** The gradients of a 3-D convolution (NDHWC) in plain loops over channels. */
import { zeroFloats } from './copy';
import { fillDoubles, roundDoubles } from './doubles';
import { JOB } from './layout';
import { VOLUME_BACK_FILTER, VOLUME_BACK_INPUT } from './task-kinds';
import { controlBlock, parallel } from './threads';

/** Sizes along the three axes, each with the window, its stride and the padding before it. */
class Volumes {
  channels: i32;
  outChannels: i32;
  depth: i32;
  height: i32;
  width: i32;
  outDepth: i32;
  outHeight: i32;
  outWidth: i32;
  windowDepth: i32;
  windowHeight: i32;
  windowWidth: i32;
  strideZ: i32;
  strideY: i32;
  strideX: i32;
  front: i32;
  top: i32;
  left: i32;
  dy: usize;
  filter: usize;
  dx: usize;
  x: usize;
  volumes: i32;
  /** [taps, channels, outChannels] doubles. */
  scratch: usize;
}

function job(): Volumes {
  return changetype<Volumes>(controlBlock() + JOB);
}

/** Sets the sizes for the next kernel. */
export function setVolumes(
  channels: i32,
  outChannels: i32,
  depth: i32,
  height: i32,
  width: i32,
  outDepth: i32,
  outHeight: i32,
  outWidth: i32,
  windowDepth: i32,
  windowHeight: i32,
  windowWidth: i32,
  strideZ: i32,
  strideY: i32,
  strideX: i32,
  front: i32,
  top: i32,
  left: i32,
): void {
  const it = job();
  it.channels = channels;
  it.outChannels = outChannels;
  it.depth = depth;
  it.height = height;
  it.width = width;
  it.outDepth = outDepth;
  it.outHeight = outHeight;
  it.outWidth = outWidth;
  it.windowDepth = windowDepth;
  it.windowHeight = windowHeight;
  it.windowWidth = windowWidth;
  it.strideZ = strideZ;
  it.strideY = strideY;
  it.strideX = strideX;
  it.front = front;
  it.top = top;
  it.left = left;
}

/** dx[voxel, c] = Σ dy[position, q] · w[tap, c, q] over the positions and taps that meet there. A task is a volume. */
export function volumeBackwardInput(dy: usize, filter: usize, dx: usize, volumes: i32): void {
  const it = job();
  it.dy = dy;
  it.filter = filter;
  it.dx = dx;
  parallel(VOLUME_BACK_INPUT, volumes);
}

export function volumeBackInputTask(volume: i32): void {
  const it = job();
  const floats = it.depth * it.height * it.width * it.channels;
  const dx = it.dx + ((<usize>volume * <usize>floats) << 2);
  const positions = it.outDepth * it.outHeight * it.outWidth;
  let dy = it.dy + ((<usize>volume * <usize>(positions * it.outChannels)) << 2);
  zeroFloats(dx, floats);
  for (let w = 0; w < it.outDepth; w++) {
    for (let v = 0; v < it.outHeight; v++) {
      for (let u = 0; u < it.outWidth; u++) {
        spread(dx, dy, w * it.strideZ - it.front, v * it.strideY - it.top, u * it.strideX - it.left);
        dy += (<usize>it.outChannels) << 2;
      }
    }
  }
}

/** Adds the gradient of one output position to the voxels under its window, which begins at [z, y, x]. */
function spread(dx: usize, dy: usize, z: i32, y: i32, x: i32): void {
  const it = job();
  const weights = it.channels * it.outChannels;
  for (let a = max(0, -z); a < min(it.windowDepth, it.depth - z); a++) {
    for (let b = max(0, -y); b < min(it.windowHeight, it.height - y); b++) {
      for (let c = max(0, -x); c < min(it.windowWidth, it.width - x); c++) {
        const voxel = ((z + a) * it.height + y + b) * it.width + x + c;
        const tap = (a * it.windowHeight + b) * it.windowWidth + c;
        const target = dx + ((<usize>(voxel * it.channels)) << 2);
        addProducts(target, dy, it.filter + ((<usize>(tap * weights)) << 2));
      }
    }
  }
}

/** target[c] += Σ over q of dy[q] · w[c, q] */
function addProducts(target: usize, dy: usize, w: usize): void {
  const it = job();
  for (let c = 0; c < it.channels; c++) {
    let sum = load<f32>(target);
    for (let q = 0; q < it.outChannels; q++) {
      sum += load<f32>(dy + ((<usize>q) << 2)) * load<f32>(w);
      w += 4;
    }
    store<f32>(target, sum);
    target += 4;
  }
}

/** dw[tap, c, q] = Σ x[voxel, c] · dy[position, q], added in doubles. A task is a tap. */
export function volumeBackwardFilter(
  x: usize,
  dy: usize,
  dFilter: usize,
  volumes: i32,
  scratch: usize,
): void {
  const it = job();
  it.x = x;
  it.dy = dy;
  it.filter = dFilter;
  it.volumes = volumes;
  it.scratch = scratch;
  parallel(VOLUME_BACK_FILTER, it.windowDepth * it.windowHeight * it.windowWidth);
}

export function volumeBackFilterTask(tap: i32): void {
  const it = job();
  const weights = it.channels * it.outChannels;
  const sums = it.scratch + ((<usize>(tap * weights)) << 3);
  const c = tap % it.windowWidth;
  const b = (tap / it.windowWidth) % it.windowHeight;
  const a = tap / it.windowWidth / it.windowHeight;
  fillDoubles(sums, 0, weights);
  let dy = it.dy;
  for (let n = 0; n < it.volumes; n++) {
    for (let w = 0; w < it.outDepth; w++) {
      const z = w * it.strideZ - it.front + a;
      for (let v = 0; v < it.outHeight; v++) {
        const y = v * it.strideY - it.top + b;
        for (let u = 0; u < it.outWidth; u++) {
          const x = u * it.strideX - it.left + c;
          if (<u32>z < <u32>it.depth && <u32>y < <u32>it.height && <u32>x < <u32>it.width) {
            const voxel = <usize>(((n * it.depth + z) * it.height + y) * it.width + x);
            addOuterProduct(sums, it.x + ((voxel * <usize>it.channels) << 2), dy);
          }
          dy += (<usize>it.outChannels) << 2;
        }
      }
    }
  }
  roundDoubles(it.filter + ((<usize>(tap * weights)) << 2), sums, 1, weights);
}

/** sums[c, q] += x[c] · dy[q] */
function addOuterProduct(sums: usize, x: usize, dy: usize): void {
  const it = job();
  for (let c = 0; c < it.channels; c++) {
    const value = <f64>load<f32>(x + ((<usize>c) << 2));
    for (let q = 0; q < it.outChannels; q++) {
      store<f64>(sums, load<f64>(sums) + value * <f64>load<f32>(dy + ((<usize>q) << 2)));
      sums += 8;
    }
  }
}
