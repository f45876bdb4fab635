import { cpus } from 'node:os';
import type { BackendName } from '../selection/backend-name';
import { loadWebgpu } from '../selection/backend-packages';
import type { Candidate } from '../selection/candidate';
import { cpuCandidate, wasmCandidate } from '../selection/shared-candidates';
import { describeAdapter, describeDevice, useDevicePrecision } from '../webgpu/describe-device';
import { registerWebgpu } from '../webgpu/register-webgpu';
import { destroyAtExit, nodeGpu, withNavigatorGpu } from './dawn';
import { probeGpu } from './probe-gpu';
import { withoutRethrowing, withThreadedBinary } from './wasm-start';

const processor = () => cpus()[0]?.model.trim() ?? 'processor';

const webgpu: Candidate = {
  name: 'webgpu',
  probe: async () => describeAdapter(await probeGpu()),
  async load() {
    await probeGpu();
    const gpu = await nodeGpu();
    const tfjs = await loadWebgpu();
    registerWebgpu(tfjs, gpu, (make) => {
      const backend = withNavigatorGpu(gpu, make);
      destroyAtExit(backend.device);
      return backend;
    });
  },
  usePrecision: useDevicePrecision,
  describe: describeDevice,
};

const wasm = wasmCandidate({
  describeProcessor: processor,
  threadsRefused: () => undefined,
  withThreads: withThreadedBinary,
});

function missing(name: BackendName, reason: string): Candidate {
  return {
    name,
    load: () => Promise.reject(new Error(reason)),
    describe: () => Promise.reject(new Error(reason)),
  };
}

/** The backends that Node may support, best first. */
export const nodeCandidates: readonly Candidate[] = [
  webgpu,
  missing('webgl', 'Node has no WebGL'),
  {
    ...wasm,
    starting: (options, start) => withoutRethrowing(() => wasm.starting(options, start)),
  },
  cpuCandidate(processor),
];
