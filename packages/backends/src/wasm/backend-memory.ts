import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataId } from '@tensorflow/tfjs-core';

/** What tfjs-backend-wasm's types leave out of its Emscripten module. */
interface EmscriptenModule {
  /** In the binary with threads, which imports its memory. */
  wasmMemory?: WebAssembly.Memory;
  /** The exports, with the memory of the binaries without threads. */
  asm: {
    memory?: WebAssembly.Memory;
    malloc: (bytes: number) => number;
    free: (pointer: number) => void;
  };
  _malloc: (bytes: number) => number;
  _free: (pointer: number) => void;
  /** A compiled function as one of JavaScript. */
  cwrap: (name: string, result: string | null, parameters: string[]) => (...values: unknown[]) => unknown;
  /** Where the C library writes why its last function failed. */
  ___errno_location: () => number;
  /** The stack pointer of compiled functions. */
  stackSave: () => number;
  stackRestore: (pointer: number) => void;
}

/** The module that a backend runs in. */
export function emscripten(backend: BackendWasm): EmscriptenModule {
  return backend.wasm as unknown as EmscriptenModule;
}

/** The memory a backend keeps its tensors in. */
export function memoryOf(backend: BackendWasm): WebAssembly.Memory {
  const { wasmMemory, asm } = emscripten(backend);
  const memory = wasmMemory ?? asm.memory;
  if (!memory) throw new Error('this version of tfjs-backend-wasm does not show its memory; 4.22 does');
  return memory;
}

/** Whether threads can share the memory. */
export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
}

/** A block of the backend's heap, at a multiple of a cache line. */
export interface HeapBlock {
  pointer: number;
  free(): void;
}

const cacheLine = 64;

/**
 * Takes memory from the heap of a backend.
 *
 * @throws OutOfMemoryError if there is none left.
 */
export function allocate(backend: BackendWasm, bytes: number): HeapBlock {
  const heap = emscripten(backend);
  // A pointer above 2 GB comes back as a negative number.
  const start = heap._malloc(bytes + cacheLine) >>> 0;
  return { pointer: Math.ceil(start / cacheLine) * cacheLine, free: () => heap._free(start) };
}

/**
 * Gives `work` a block of the heap and takes it back afterwards, unless `work` throws: then other threads may still be at
 * work in the block, and memory that is lost harms less than memory that somebody else has meanwhile.
 */
export function withBlock(backend: BackendWasm, bytes: number, work: (pointer: number) => void): void {
  const block = allocate(backend, bytes);
  work(block.pointer);
  block.free();
}

/** Where the values of a tensor begin. */
export function pointerOf(backend: BackendWasm, tensor: { dataId: DataId }): number {
  return backend.getMemoryOffset(tensor.dataId) >>> 0;
}
