import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { engine, type DataId } from '@tensorflow/tfjs-core';

/** Releases what a computation that failed has left behind. */
export interface UnfinishedWork {
  /** The kernel at work fails: gives back what it holds, which nobody knows of but itself. */
  kernelFails(): void;
  /** Releases what gradients that failed had saved for their way back, once they have ended. */
  release(): void;
}

type Tape = ReturnType<typeof engine>['state']['activeTape'];

/**
 * Keeps account of what tfjs loses when a kernel throws, which it does not expect.
 *
 * tfjs makes tensors of a kernel's results when the kernel returns, and disposes of what a gradient saved when the gradient
 * returns. Where they throw, neither is reached.
 */
export function unfinishedWork(backend: BackendWasm): UnfinishedWork {
  const write = backend.write.bind(backend);
  const makeOutput = backend.makeOutput.bind(backend);
  const incRef = backend.incRef.bind(backend);
  const disposeData = backend.disposeData.bind(backend);
  const numDataIds = backend.numDataIds.bind(backend);
  const memory = backend.memory.bind(backend);
  /** How often the kernel at work holds data. */
  const held = new Map<DataId, number>();
  /** Tensors there were when the kernel began: when it has returned there are more. */
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
    // Outside a kernel, as in `tensor`, what is held is what the last kernel has returned.
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

  // tfjs asks for this before each kernel.
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
    // Without an address it has been written, and counted there.
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
    // A kernel gives back nothing but what it holds, so it has returned.
    else kernelEnds();
    return disposeData(dataId, force);
  };
  backend.memory = () => {
    release();
    return memory();
  };
  return { kernelFails, release };
}

/** Whether a gradient is still at work with this tape: then a scope that tfjs opens for it is open. */
function isInUse(tape: Tape): boolean {
  const { activeTape, scopeStack } = engine().state;
  return activeTape === tape && scopeStack.some(({ name }) => name === 'forward' || name === 'backward');
}
