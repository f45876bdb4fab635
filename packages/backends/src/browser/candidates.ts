import { loadWebgl, loadWebgpu } from '../selection/backend-packages';
import { isSoftwareRenderer, type Candidate } from '../selection/candidate';
import { cpuCandidate, wasmCandidate } from '../selection/shared-candidates';
import { whyNoTraining } from '../webgl/float-rendering';
import { guardRunningWebgl, restartLostWebgl } from '../webgl/guard-context';
import { describeDevice, useDevicePrecision } from '../webgpu/describe-device';
import { registerWebgpu } from '../webgpu/register-webgpu';
import { withWatchedBinaries } from './watched-binaries';

const processor = () => `processor with ${navigator.hardwareConcurrency} logical cores`;

/** Threads need shared memory, which a page gets only with the COOP and COEP headers. */
const threadsRefused = () =>
  globalThis.crossOriginIsolated
    ? undefined
    : 'the page is not cross-origin isolated (COOP and COEP headers)';

const webgpu: Candidate = {
  name: 'webgpu',
  async load() {
    if (!('gpu' in navigator)) throw new Error('this browser has no WebGPU');
    if (!(await navigator.gpu.requestAdapter())) throw new Error('no WebGPU adapter found');
    const tfjs = await loadWebgpu();
    registerWebgpu(tfjs, navigator.gpu);
  },
  usePrecision: useDevicePrecision,
  describe: describeDevice,
};

const webgl: Candidate = {
  name: 'webgl',
  async load() {
    if (!webglRenderer()) throw new Error('this browser has no WebGL2');
    const tfjs = await loadWebgl();
    restartLostWebgl(() => new tfjs.MathBackendWebGL());
  },
  async starting(_, start) {
    const started = await start();
    guardRunningWebgl();
    return started;
  },
  whyNoTraining,
  describe() {
    const device = webglRenderer() ?? 'WebGL2';
    return { device, software: isSoftwareRenderer(device), threads: 1 };
  },
};

/** Returns the name of the GPU behind WebGL2; undefined without WebGL2. */
function webglRenderer(): string | undefined {
  const context =
    typeof OffscreenCanvas === 'undefined'
      ? document.createElement('canvas').getContext('webgl2')
      : new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!context) return undefined;
  const extension = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(
    extension ? extension.UNMASKED_RENDERER_WEBGL : context.RENDERER,
  );
  // Browsers allow only a few contexts at a time.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return String(name);
}

const wasm = wasmCandidate({ describeProcessor: processor, threadsRefused });

/** The backends that a page or worker may support, best first. */
export const browserCandidates: readonly Candidate[] = [
  webgpu,
  webgl,
  {
    ...wasm,
    starting: (options, start) => withWatchedBinaries(() => wasm.starting(options, start)),
  },
  cpuCandidate(processor),
];
