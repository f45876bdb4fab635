import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataId } from '@tensorflow/tfjs-core';

/** The members of tfjs-backend-wasm's Emscripten module that its types omit. */
interface EmscriptenModule {
  /** Present in the binary with threads, which imports its memory. */
  wasmMemory?: WebAssembly.Memory;
  /** The exports, including the memory in binaries without threads. */
  asm: {
    memory?: WebAssembly.Memory;
    malloc: (bytes: number) => number;
    free: (pointer: number) => void;
  };
  _malloc: (bytes: number) => number;
  _free: (pointer: number) => void;
  /** Wraps a compiled function as a JavaScript function. */
  cwrap: (name: string, result: string | null, parameters: string[]) => (...values: unknown[]) => unknown;
  /** Returns the address of the C library's `errno`. */
  ___errno_location: () => number;
  /** The stack pointer of compiled functions. */
  stackSave: () => number;
  stackRestore: (pointer: number) => void;
}

/** Returns the Emscripten module of a backend. */
export function emscripten(backend: BackendWasm): EmscriptenModule {
  return backend.wasm as unknown as EmscriptenModule;
}

/** Returns the memory that holds a backend's tensors. */
export function memoryOf(backend: BackendWasm): WebAssembly.Memory {
  const { wasmMemory, asm } = emscripten(backend);
  const memory = wasmMemory ?? asm.memory;
  if (!memory) throw new Error('this version of tfjs-backend-wasm does not expose its memory; 4.22 does');
  return memory;
}

/** Returns whether threads can share the memory. */
export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
}

/** A block of the backend's heap, aligned to a cache line. */
export interface HeapBlock {
  pointer: number;
  free(): void;
}

const cacheLine = 64;

/**
 * Allocates memory on the heap of a backend.
 *
 * @throws OutOfMemoryError if there is not enough memory.
 */
export function allocate(backend: BackendWasm, bytes: number): HeapBlock {
  const heap = emscripten(backend);
  // A pointer above 2 GB is returned as a negative number.
  const start = heap._malloc(bytes + cacheLine) >>> 0;
  return { pointer: Math.ceil(start / cacheLine) * cacheLine, free: () => heap._free(start) };
}

/**
 * Calls `work` with a block of the heap and frees the block afterwards. If `work` throws, the block leaks on purpose: other
 * threads may still write to it.
 */
export function withBlock(backend: BackendWasm, bytes: number, work: (pointer: number) => void): void {
  const block = allocate(backend, bytes);
  work(block.pointer);
  block.free();
}

/** Returns the address of a tensor's values. */
export function pointerOf(backend: BackendWasm, tensor: { dataId: DataId }): number {
  return backend.getMemoryOffset(tensor.dataId) >>> 0;
}
