import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  getKernelsForBackend,
  util,
  type DataId,
  type DataMover,
  type KernelBackend,
} from '@tensorflow/tfjs-core';
import { OutOfMemoryError } from '../errors';
import { emscripten, memoryOf } from './backend-memory';
import { guardedKernel } from './guarded-kernel';
import { limitGrowth } from './heap-limit';
import { unfinishedWork } from './unfinished-work';

/**
 * Bytes that stay free in one piece beside all tensors, for what stock kernels allocate for themselves, most of them without
 * asking whether they got it.
 */
const reserve = 2 ** 24;

/** Where twice the reserve is free, as much as the reserve may be taken before it is looked at again. */
const amplePlace = 2 * reserve;

/** What a block takes beside its bytes at most. */
const overhead = 24;

const guarded = new WeakSet<BackendWasm>();

/**
 * Has a wasm backend throw an {@link OutOfMemoryError} where memory is used up. Stock does not ask whether it got the memory
 * of a tensor: then the tensor lies at address 0, over all that is there.
 *
 * Holds for every kernel that runs on the backend, ours or stock. Guarding it twice does nothing.
 */
export function guardMemory(backend: BackendWasm): void {
  if (guarded.has(backend)) return;
  guarded.add(backend);
  const heap = emscripten(backend);
  const work = unfinishedWork(backend);
  const limit = limitGrowth(memoryOf(backend));
  // Emscripten's own `_malloc` puts another in its place when it is first called.
  const { malloc, free } = heap.asm;
  const { cwrap } = heap;

  /** A block, or 0. Blocks that the allocator gives though they reach over its heap go back. */
  function blockOf(bytes: number): number {
    if (bytes > limit) return 0;
    const wrong: number[] = [];
    let pointer = malloc(bytes) >>> 0;
    while (pointer + bytes > limit) {
      wrong.push(pointer);
      pointer = malloc(bytes) >>> 0;
      if (pointer === 0) break;
    }
    wrong.forEach(free);
    return pointer;
  }

  /** A block beside which the reserve is free, or 0. Which of the two is taken first may decide where places are small. */
  function roomyBlockOf(bytes: number, reserveFirst: boolean): number {
    const early = reserveFirst ? malloc(reserve) : 0;
    if (reserveFirst && early === 0) return 0;
    const pointer = blockOf(bytes);
    const room = early || (pointer && malloc(reserve));
    if (room !== 0) free(room);
    else if (pointer !== 0) free(pointer);
    return room === 0 ? 0 : pointer;
  }

  /** Bytes that may be taken without a look at the reserve. */
  let credit = 0;

  /** A block beside which the reserve is known to be free, or 0. */
  function quickBlockOf(bytes: number): number {
    const cost = bytes + overhead;
    if (cost > amplePlace - reserve) return 0;
    if (credit < cost) {
      const ample = malloc(amplePlace);
      if (ample === 0) return 0;
      free(ample);
      credit = amplePlace - reserve;
    }
    credit -= cost;
    return blockOf(bytes);
  }

  function allocate(bytes: number): number {
    work.release();
    const quick = quickBlockOf(bytes);
    if (quick !== 0) return quick;
    // What is taken now may come out of the ample place.
    credit = 0;
    const pointer = roomyBlockOf(bytes, false) || roomyBlockOf(bytes, true);
    if (pointer !== 0) return pointer;
    work.kernelFails();
    throw outOfMemory(backend, limit, bytes);
  }

  heap._malloc = allocate;
  heap.cwrap = (name, result, parameters) =>
    guardedKernel(backend, name, cwrap(name, result, parameters), () => {
      work.kernelFails();
      return outOfMemory(backend, limit, undefined);
    });

  guardMoves(backend, (bytes) => free(allocate(bytes)));
  // Kernels took their functions from the backend when it started.
  for (const kernel of getKernelsForBackend('wasm')) kernel.setupFunc?.(backend);
}

/** tfjs lets go of a tensor on another backend before it asks this one to take it. */
function guardMoves(backend: BackendWasm, requireRoom: (bytes: number) => void): void {
  const storage = backend.dataIdMap as unknown as { dataMover: DataMover };
  const { dataMover } = storage;
  storage.dataMover = {
    moveData(target: KernelBackend, dataId: DataId) {
      const tensor = engine().state.tensorInfo.get(dataId);
      if (tensor && tensor.dtype !== 'string') {
        requireRoom(util.sizeFromShape(tensor.shape) * util.bytesPerElement(tensor.dtype));
      }
      dataMover.moveData(target, dataId);
    },
  };
}

function outOfMemory(backend: BackendWasm, limit: number, requested: number | undefined): OutOfMemoryError {
  const heap = memoryOf(backend).buffer.byteLength;
  const full = heap + (requested ?? 0) + reserve >= limit;
  return new OutOfMemoryError(requested, engine().state.numBytes, full ? limit : heap, full);
}
