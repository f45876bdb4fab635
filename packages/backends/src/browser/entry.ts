import { makeListBackends } from '../selection/list-backends';
import { makeSelectBackend } from '../selection/select-backend';
import { browserCandidates } from './candidates';

/**
 * Picks a tfjs backend, makes it current, lets it train fast and checks its numbers.
 *
 * With `auto` the first of webgpu, webgl, wasm, cpu that exists here, is no GPU in software, and agrees with float64
 * references to 1e-4. A named backend is taken even if it runs in software. Warns if `auto` has to take `cpu`.
 * The only function besides `installTrainingKernels` that changes global state; calling it again may pick another backend.
 *
 * @param preference `auto` (default), `webgpu`, `webgl`, `wasm` or `cpu`.
 * @param options `threads` (default: one for each core, at most 16), `kernels` (default true), `wasmPath`.
 * @throws TypeError or RangeError for an unknown preference, an unknown option, or one that is out of range.
 * @throws Error if no backend works, with the reason for each; or if tfjs-layers, which registers the gradients, was not
 *   imported before.
 */
export const selectBackend = makeSelectBackend(browserCandidates);

/**
 * Tries every backend and reports, for each, whether it works here, on what device, how exact it is and how fast its
 * matrix product is. Takes a second or two a backend; the current backend is the same afterwards.
 */
export const listBackends = makeListBackends(browserCandidates);
