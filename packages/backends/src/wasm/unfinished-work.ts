import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { engine, type DataId } from '@tensorflow/tfjs-core';

/** Releases the memory that a failed computation would leak. */
export interface UnfinishedWork {
  /** Releases the data that the running kernel has allocated, when the kernel fails. */
  kernelFails(): void;
  /** Releases the tensors that failed gradients had saved for their backward pass, once these gradients have ended. */
  release(): void;
}

type Tape = ReturnType<typeof engine>['state']['activeTape'];

/**
 * Tracks the data that tfjs leaks when a kernel throws.
 *
 * tfjs turns a kernel's results into tensors when the kernel returns, and disposes of a gradient's saved tensors when the
 * gradient returns. If either throws, tfjs skips that step.
 */
export function unfinishedWork(backend: BackendWasm): UnfinishedWork {
  const write = backend.write.bind(backend);
  const makeOutput = backend.makeOutput.bind(backend);
  const incRef = backend.incRef.bind(backend);
  const disposeData = backend.disposeData.bind(backend);
  const numDataIds = backend.numDataIds.bind(backend);
  const memory = backend.memory.bind(backend);
  /** Reference counts of the data that the running kernel holds. */
  const held = new Map<DataId, number>();
  /** Number of tensors when the kernel began; it is larger after the kernel has returned. */
  let tensorsBefore: number | undefined;
  const tapes = new Set<Tape>();

  function hold(dataId: DataId): void {
    if (tensorsBefore !== undefined) held.set(dataId, (held.get(dataId) ?? 0) + 1);
  }

  function kernelEnds(): void {
    held.clear();
    tensorsBefore = undefined;
  }

  function kernelFails(): void {
    // Outside a kernel, as in `tensor`, the held data are the results of the last kernel.
    if (engine().state.kernelDepth > 0 && tensorsBefore === engine().state.numTensors) {
      for (const [dataId, times] of held) {
        for (let i = 0; i < times; i++) disposeData(dataId);
      }
    }
    kernelEnds();
    const { activeTape } = engine().state as { activeTape: Tape | null };
    if (!activeTape || activeTape.length === 0) return;
    tapes.add(activeTape);
    queueMicrotask(release);
  }

  function release(): void {
    for (const tape of tapes) {
      if (isInUse(tape)) continue;
      tapes.delete(tape);
      const { state } = engine();
      for (const { saved } of tape) saved?.forEach((tensor) => tensor.dispose());
      if (state.activeTape === tape) state.activeTape = [];
    }
  }

  // tfjs calls this before each kernel.
  backend.numDataIds = () => {
    held.clear();
    tensorsBefore = engine().state.numTensors;
    return numDataIds();
  };
  backend.write = (values, shape, dtype) => {
    const dataId = write(values, shape, dtype);
    hold(dataId);
    return dataId;
  };
  backend.makeOutput = (shape, dtype, memoryOffset, values) => {
    const output = makeOutput(shape, dtype, memoryOffset, values);
    // Without an address the output went through `write`, which has counted it.
    if (memoryOffset !== undefined) hold(output.dataId);
    return output;
  };
  backend.incRef = (dataId) => {
    incRef(dataId);
    hold(dataId);
  };
  backend.disposeData = (dataId, force) => {
    const times = held.get(dataId) ?? 0;
    if (times > 0) held.set(dataId, times - 1);
    // A kernel disposes only of data that it holds, so the kernel has returned.
    else kernelEnds();
    return disposeData(dataId, force);
  };
  backend.memory = () => {
    release();
    return memory();
  };
  return { kernelFails, release };
}

/** Returns whether a gradient still uses this tape: tfjs then has an open scope for it. */
function isInUse(tape: Tape): boolean {
  const { activeTape, scopeStack } = engine().state;
  return activeTape === tape && scopeStack.some(({ name }) => name === 'forward' || name === 'backward');
}
