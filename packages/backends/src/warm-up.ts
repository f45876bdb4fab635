import { requireBackend, requireFunction, requireOptions, type OptionNames } from '@nin/checks';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { add, backend, engine, env, getBackend, scalar, tidy, Variable } from '@tensorflow/tfjs-core';
import { compilations } from './webgpu/run-program';

/** Options of {@link warmUp}. */
export interface WarmUpOptions {
  /**
   * Callback; called with the number of compiled shaders and their total, from 0 to the total. Not called without
   * shaders.
   */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

const optionNames: OptionNames<WarmUpOptions> = { onProgress: true };

/** Starts compilations by running `work`; returns one promise per compilation. */
type Compile = (work: () => unknown) => Promise<unknown>[];

/**
 * Compiles the shaders of a computation ahead of time. On a GPU the first training step takes seconds longer than later
 * steps, because it compiles shaders. On `webgpu` they compile in parallel, without blocking.
 *
 * `work` is called once, synchronously. On `webgpu` nothing is computed; on `webgl` it is computed once. It must not read
 * tensors or create variables; assignments to variables, such as moving averages, are ignored. Its tensors are disposed
 * of. On `cpu` and `wasm` there is nothing to compile, and `work` is not called.
 *
 * @param work such as `() => tf.variableGrads(() => loss(model.apply(images, { training: true })))`, with the batch size
 *   used in training.
 * @param options `onProgress(done, total)`.
 * @throws Error if `work` creates variables, which would have no values, or if a shader does not compile.
 */
export async function warmUp(work: () => unknown, options: WarmUpOptions = {}): Promise<void> {
  requireFunction('warmUp: work', work);
  requireOptions('warmUp: options', options, optionNames);
  const { onProgress } = options;
  if (onProgress !== undefined) requireFunction('warmUp: onProgress', onProgress);
  requireBackend('warmUp', engine());
  const compile = compilers[getBackend()];
  if (!compile) return;
  const before = new Set(Object.keys(engine().registeredVariables));
  const running = withoutAssignments(() => compile(() => tidy(() => void work())));
  let done = 0;
  if (running.length > 0) onProgress?.(0, running.length);
  await Promise.all(running.map((one) => one.then(() => onProgress?.(++done, running.length))));
  const added = Object.keys(engine().registeredVariables).filter((name) => !before.has(name));
  if (added.length > 0) {
    throw new Error(
      `warmUp: work must not create variables, because nothing is computed, got ${added.join(', ')}`,
    );
  }
}

const compilers: Record<string, Compile | undefined> = { webgpu: compileWebgpu, webgl: compileWebgl };

function compileWebgpu(work: () => unknown): Promise<unknown>[] {
  const { device, pipelineCache } = backend() as WebGPUBackend as unknown as {
    device: GPUDevice;
    pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  };
  withFlag('WEBGPU_ENGINE_COMPILE_ONLY', work);
  const stock = Object.entries(pipelineCache).flatMap(([key, pipeline]) =>
    pipeline instanceof Promise ? [pipeline.then((compiled) => (pipelineCache[key] = compiled))] : [],
  );
  return [...compilations(device), ...stock];
}

/** WebGL compiles a shader at its first draw, so `work` runs once; reading a later result waits for all of it. */
function compileWebgl(work: () => unknown): Promise<unknown>[] {
  work();
  const last = tidy(() => add(scalar(1), scalar(1)));
  return [last.data().finally(() => last.dispose())];
}

function withFlag(flag: string, work: () => unknown): void {
  env().set(flag, true);
  try {
    work();
  } finally {
    env().set(flag, false);
  }
}

/** Runs `work` with assignments to variables disabled, because the assigned values are never computed. */
function withoutAssignments<Result>(work: () => Result): Result {
  const assign = Object.getOwnPropertyDescriptor(Variable.prototype, 'assign');
  if (!assign) throw new Error('warmUp: this version of tfjs-core has no Variable.assign');
  Variable.prototype.assign = () => {};
  try {
    return work();
  } finally {
    Object.defineProperty(Variable.prototype, 'assign', assign);
  }
}
