import { makeListBackends } from '../selection/list-backends';
import { makeSelectBackend } from '../selection/select-backend';
import { browserCandidates } from './candidates';

/**
 * Selects a tfjs backend, makes it current, installs the training kernels and checks their results.
 *
 * `auto` selects the first of webgpu, webgl, wasm, cpu that is available, is not a software GPU, and agrees with float64
 * references to 1e-4. A named backend may be a software GPU. Warns if `auto` falls back to `cpu`.
 * Besides `installTrainingKernels` this is the only function that changes global state; it may be called again.
 *
 * @param preference `auto` (default), `webgpu`, `webgl`, `wasm` or `cpu`.
 * @param options `threads` (default: one per core, at most 16), `kernels` (default true), `precision` (default float32),
 *   `wasmPath`.
 * @throws TypeError or RangeError for an unknown preference, an unknown option, or an option out of range.
 * @throws Error if no backend works, with the reason for each, or if tfjs-layers, which registers the gradients, was not
 *   imported first.
 */
export const selectBackend = makeSelectBackend(browserCandidates);

/**
 * Tries every backend and reports whether it works, its device, its numerical errors and the speed of its matrix product.
 * Takes one or two seconds per backend; restores the current backend afterwards.
 */
export const listBackends = makeListBackends(browserCandidates);
