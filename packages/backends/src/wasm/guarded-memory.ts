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
 * Bytes that stay free in one block for the scratch memory of stock kernels, most of which do not check whether an
 * allocation succeeded.
 */
const reserve = 2 ** 24;

/** Where a block of twice the reserve is free, allocations up to the reserve need no further check. */
const ampleBlock = 2 * reserve;

/** Upper limit of the allocator's overhead per block, in bytes. */
const overhead = 24;

const guarded = new WeakSet<BackendWasm>();

/**
 * Makes a wasm backend throw an {@link OutOfMemoryError} when it runs out of memory. Stock does not check whether a tensor's
 * allocation succeeded: a failed one puts the tensor at address 0 and overwrites the data there.
 *
 * Applies to every kernel on the backend, stock kernels included. Guarding a backend twice has no effect.
 */
export function guardMemory(backend: BackendWasm): void {
  if (guarded.has(backend)) return;
  guarded.add(backend);
  const heap = emscripten(backend);
  const work = unfinishedWork(backend);
  const limit = limitGrowth(memoryOf(backend));
  // Emscripten's own `_malloc` replaces itself at its first call.
  const { malloc, free } = heap.asm;
  const { cwrap } = heap;

  /** Returns a block, or 0. Frees blocks that the allocator returned although they exceed its heap. */
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

  /**
   * Returns a block beside which the reserve is free, or 0. In a fragmented heap the order of the two allocations
   * matters.
   */
  function roomyBlockOf(bytes: number, reserveFirst: boolean): number {
    const early = reserveFirst ? malloc(reserve) : 0;
    if (reserveFirst && early === 0) return 0;
    const pointer = blockOf(bytes);
    const room = early || (pointer && malloc(reserve));
    if (room !== 0) free(room);
    else if (pointer !== 0) free(pointer);
    return room === 0 ? 0 : pointer;
  }

  /** Bytes that may be allocated without checking the reserve. */
  let credit = 0;

  /** Returns a block beside which the reserve is known to be free, or 0. */
  function quickBlockOf(bytes: number): number {
    const cost = bytes + overhead;
    if (cost > ampleBlock - reserve) return 0;
    if (credit < cost) {
      const ample = malloc(ampleBlock);
      if (ample === 0) return 0;
      free(ample);
      credit = ampleBlock - reserve;
    }
    credit -= cost;
    return blockOf(bytes);
  }

  function allocate(bytes: number): number {
    work.release();
    const quick = quickBlockOf(bytes);
    if (quick !== 0) return quick;
    // This allocation may come out of the ample block.
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
  // Kernels have taken their compiled functions from the backend at its start; set them up again.
  for (const kernel of getKernelsForBackend('wasm')) kernel.setupFunc?.(backend);
}

/** Checks for room before a tensor moves here: tfjs frees it on the other backend before it allocates it on this one. */
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
