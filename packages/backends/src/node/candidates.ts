import { cpus } from 'node:os';
import type { BackendName } from '../selection/backend-name';
import type { Candidate } from '../selection/candidate';
import { withThreadedBinary } from './threaded-start';
import { cpuCandidate, wasmCandidate } from '../selection/shared-candidates';

const processor = () => cpus()[0]?.model.trim() ?? 'processor';

function missing(name: BackendName, reason: string): Candidate {
  return {
    name,
    load: () => Promise.reject(new Error(reason)),
    describe: () => Promise.reject(new Error(reason)),
  };
}

/** The backends Node may have, best first. */
export const nodeCandidates: readonly Candidate[] = [
  missing('webgpu', 'Node has no WebGPU of its own'),
  missing('webgl', 'Node has no WebGL'),
  wasmCandidate({
    describeProcessor: processor,
    threadsRefused: () => undefined,
    withThreads: withThreadedBinary,
  }),
  cpuCandidate(processor),
];
