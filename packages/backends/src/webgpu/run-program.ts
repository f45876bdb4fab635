import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { bufferOf, compilesOnly, fillWithZeros, passIsFull, type GpuBackend } from './gpu-backend';
import { packUniforms, shaderCode, WORKGROUP, type Program } from './program';

/** The inputs, outputs and uniforms of one dispatch. */
export interface Dispatch {
  inputs: readonly TensorInfo[];
  outputs: readonly TensorInfo[];
  uniforms: Readonly<Record<string, number>>;
  /** Number of workgroups. */
  workgroups: number;
  /** Whether the uniforms change at each step, so that caching them would only fill memory. Default false. */
  varying?: boolean;
}

interface Compiled {
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/** The cache of a device: compiled pipelines, and uniforms that repeat at each step. */
interface DeviceCache {
  pipelines: Map<string, Compiled>;
  compiling: Map<string, Promise<GPUComputePipeline>>;
  uniforms: Map<string, GPUBuffer>;
}

const caches = new WeakMap<GPUDevice, DeviceCache>();

function cacheOf(device: GPUDevice): DeviceCache {
  let cache = caches.get(device);
  if (!cache) {
    cache = { pipelines: new Map(), compiling: new Map(), uniforms: new Map() };
    caches.set(device, cache);
  }
  return cache;
}

/** Returns the number of workgroups with one invocation per item. */
export function workgroupsFor(items: number): number {
  return Math.ceil(items / WORKGROUP);
}

/**
 * Records one dispatch after those of earlier kernels; like tfjs's own programs, it is submitted together with others. If
 * an input is empty, the outputs are zeros, the value of empty sums.
 */
export function runProgram(backend: GpuBackend, program: Program, dispatch: Dispatch): void {
  const { inputs, outputs } = dispatch;
  if (inputs.some(isEmpty) || outputs.every(isEmpty)) {
    fillWithZeros(backend, outputs);
    return;
  }
  const { device } = backend;
  const tensors = [...inputs, ...outputs];
  const buffers = tensors.map((tensor) => bufferOf(backend, tensor));
  const cache = cacheOf(device);
  if (compilesOnly()) {
    compileAside(device, cache, program);
    return;
  }
  const { pipeline, layout } = compiledOf(device, cache, program);
  const bindGroup = device.createBindGroup({
    layout,
    entries: [...buffers, uniformBuffer(backend, cache, program, dispatch)].map((buffer, binding) => ({
      binding,
      resource: { buffer },
    })),
  });
  for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId);
  const timed = !!backend.activeTimers && backend.supportTimestampQuery;
  const pass = beginPass(backend, timed);
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...gridOf(dispatch.workgroups, device.limits.maxComputeWorkgroupsPerDimension));
  backend.dispatchCountInPass++;
  if (timed) {
    backend.endComputePassEncoder();
    backend.activeTimers?.push({ name: program.key, query: backend.getQueryTime() });
  } else if (passIsFull(backend)) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
}

/** Returns promises for the pipelines that {@link runProgram} began to compile in compile-only mode. */
export function compilations(device: GPUDevice): Promise<unknown>[] {
  const { compiling, pipelines } = cacheOf(device);
  return [...compiling].map(async ([key, pipeline]) => {
    pipelines.set(key, withLayout(await pipeline));
    compiling.delete(key);
  });
}

function isEmpty({ shape }: TensorInfo): boolean {
  return util.sizeFromShape(shape) === 0;
}

function descriptor(device: GPUDevice, program: Program): GPUComputePipelineDescriptor {
  const module = device.createShaderModule({ code: shaderCode(program), label: program.key });
  return { layout: 'auto', compute: { module, entryPoint: 'main' }, label: program.key };
}

function withLayout(pipeline: GPUComputePipeline): Compiled {
  return { pipeline, layout: pipeline.getBindGroupLayout(0) };
}

function compiledOf(device: GPUDevice, { pipelines }: DeviceCache, program: Program): Compiled {
  let compiled = pipelines.get(program.key);
  if (!compiled) {
    compiled = withLayout(device.createComputePipeline(descriptor(device, program)));
    pipelines.set(program.key, compiled);
  }
  return compiled;
}

function compileAside(device: GPUDevice, { pipelines, compiling }: DeviceCache, program: Program): void {
  if (pipelines.has(program.key) || compiling.has(program.key)) return;
  compiling.set(program.key, device.createComputePipelineAsync(descriptor(device, program)));
}

/** Maximum number of cached uniform buffers; each layer and batch size needs a few. */
const maxCachedUniforms = 2048;

function uniformBuffer(
  backend: GpuBackend,
  { uniforms }: DeviceCache,
  program: Program,
  dispatch: Dispatch,
): GPUBuffer {
  const words = packUniforms(program.uniforms, dispatch.uniforms);
  const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
  if (dispatch.varying || uniforms.size >= maxCachedUniforms) {
    const buffer = backend.bufferManager.acquireBuffer(words.byteLength, usage);
    backend.queue.writeBuffer(buffer, 0, words);
    backend.uniformPendingDisposal.push(buffer);
    return buffer;
  }
  const key = words.join();
  let buffer = uniforms.get(key);
  if (!buffer) {
    buffer = backend.device.createBuffer({ size: words.byteLength, usage });
    backend.queue.writeBuffer(buffer, 0, words);
    uniforms.set(key, buffer);
  }
  return buffer;
}

function beginPass(backend: GpuBackend, timed: boolean): GPUComputePassEncoder {
  backend.ensureCommandEncoderReady();
  const encoder = backend.commandEncoder as GPUCommandEncoder;
  if (!timed) return (backend.computePassEncoder ??= encoder.beginComputePass());
  backend.endComputePassEncoder();
  backend.querySet ??= backend.device.createQuerySet({ type: 'timestamp', count: backend.querySetCount });
  backend.computePassEncoder = encoder.beginComputePass({
    timestampWrites: { querySet: backend.querySet, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 },
  });
  return backend.computePassEncoder;
}

/** Splits workgroups into two dimensions of at most `limit`, rounding up. */
function gridOf(workgroups: number, limit: number): [number, number] {
  if (workgroups <= limit) return [workgroups, 1];
  const rows = Math.ceil(workgroups / limit);
  return [Math.ceil(workgroups / rows), rows];
}
