import { cpus } from 'node:os';
import type { BackendName } from '../selection/backend-name';
import type { Candidate } from '../selection/candidate';
import { cpuCandidate, wasmCandidate } from '../selection/shared-candidates';

const processor = () => cpus()[0]?.model.trim() ?? 'processor';

/** tfjs starts its wasm threads from a blob URL, which Node's Worker refuses. */
const threadsAllowed = () => false;

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
  wasmCandidate(processor, threadsAllowed),
  cpuCandidate(processor),
];
