import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { OutOfMemoryError } from '../errors';
import { emscripten, memoryOf } from './backend-memory';

/** What Emscripten's C library writes when memory is used up (ENOMEM of WASI). */
const noMemory = 48;

/** Places of a tensor among the arguments of kernels whose XNNPACK operators hold that tensor's values, repacked. */
const weightsAt: Readonly<Record<string, number>> = {
  BatchMatMul: 3,
  _FusedMatMul: 3,
  Conv2D: 4,
  FusedConv2D: 4,
  DepthwiseConv2dNative: 4,
  FusedDepthwiseConv2D: 4,
  Prelu: 1,
};

/** A compiled kernel of tfjs. Numbers are ids of tensors, sizes and flags. */
export type CompiledKernel = (...values: unknown[]) => unknown;

/**
 * A compiled kernel of tfjs that throws where it gets no memory for itself.
 *
 * Some end in `abort` then. XNNPACK's print a warning and return with results that were never computed, and the operator that
 * could not be made stays in a list from which it is taken the next time: so that one is refused from then on.
 *
 * @param fail releases what the kernel was to fill, and makes the error.
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

  /** The word of the error number, in the memory as it is after growth. */
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
      const trouble = fail();
      // What aborts does so before it has changed anything; after any other trap nobody knows.
      if (!error.message.startsWith('Aborted')) broken.set(values[weights], trouble);
      throw trouble;
    }
    if (!lacksMemory()) return result;
    const trouble = fail();
    broken.set(values[weights], trouble);
    throw trouble;
  };
}

function brokenKernel(name: string, withWeights: boolean, cause: OutOfMemoryError): Error {
  return new Error(
    `wasm: ${name} of tfjs could not be set up${withWeights ? ' for these weights' : ''} when memory was used up, and ` +
      "tfjs does not do so again; start the backend again: tf.removeBackend('wasm'), then selectBackend('wasm')",
    { cause },
  );
}
