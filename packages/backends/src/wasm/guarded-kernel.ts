import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { OutOfMemoryError } from '../errors';
import { emscripten, memoryOf } from './backend-memory';

/** The error number that Emscripten's C library sets when an allocation fails (ENOMEM of WASI). */
const noMemory = 48;

/** Position of the weights among the arguments of kernels whose XNNPACK operators keep a packed copy of them. */
const weightsAt: Readonly<Record<string, number>> = {
  BatchMatMul: 3,
  _FusedMatMul: 3,
  Conv2D: 4,
  FusedConv2D: 4,
  DepthwiseConv2dNative: 4,
  FusedDepthwiseConv2D: 4,
  Prelu: 1,
};

/** A compiled kernel of tfjs. Its arguments are tensor ids, sizes and flags. */
export type CompiledKernel = (...values: unknown[]) => unknown;

/**
 * Wraps a compiled kernel of tfjs to throw where it cannot allocate its scratch memory.
 *
 * Some stock kernels call `abort` then. Those of XNNPACK print a warning and return without computing a result, and the
 * broken operator stays in a cache from which later calls take it. So later calls with the same weights throw, too.
 *
 * @param fail releases the kernel's output and returns the error.
 */
export function guardedKernel(
  backend: BackendWasm,
  name: string,
  kernel: CompiledKernel,
  fail: () => OutOfMemoryError,
): CompiledKernel {
  const heap = emscripten(backend);
  const place = heap.___errno_location() >>> 2;
  const memory = memoryOf(backend);
  let words = new Int32Array(memory.buffer);
  const stack = heap.stackSave();
  const weights = weightsAt[name] ?? -1;
  const broken = new Map<unknown, OutOfMemoryError>();

  /** Returns a view of the memory, renewed after the memory has grown. */
  function errorWord(): Int32Array {
    if (words.length === 0) words = new Int32Array(memory.buffer);
    return words;
  }
  const lacksMemory = () => errorWord()[place] === noMemory;

  return (...values) => {
    const cause = broken.size > 0 ? broken.get(values[weights]) : undefined;
    if (cause) {
      fail();
      throw brokenKernel(name, weights >= 0, cause);
    }
    errorWord()[place] = 0;
    let result: unknown;
    try {
      result = kernel(...values);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError) || !lacksMemory()) throw error;
      heap.stackRestore(stack);
      const failure = fail();
      // A kernel aborts before it has changed anything; after any other trap its state is unknown.
      if (!error.message.startsWith('Aborted')) broken.set(values[weights], failure);
      throw failure;
    }
    if (!lacksMemory()) return result;
    const failure = fail();
    broken.set(values[weights], failure);
    throw failure;
  };
}

function brokenKernel(name: string, withWeights: boolean, cause: OutOfMemoryError): Error {
  return new Error(
    `wasm: tfjs ran out of memory when it set up ${name}${withWeights ? ' for these weights' : ''}, and does not retry; ` +
      "restart the backend: tf.removeBackend('wasm'), then selectBackend('wasm')",
    { cause },
  );
}
