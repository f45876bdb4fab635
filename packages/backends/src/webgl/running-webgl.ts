import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { findBackend, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { guardContext } from './guard-context';

const guarded = new WeakSet<MathBackendWebGL>();

/** The WebGL backend, once tfjs has started it. */
export function runningWebgl(): MathBackendWebGL | undefined {
  return (findBackend('webgl') as MathBackendWebGL | null) ?? undefined;
}

/** Has the running backend refuse to work once its context is lost. */
export function guardRunningWebgl(): void {
  const backend = runningWebgl();
  if (!backend || guarded.has(backend)) return;
  guarded.add(backend);
  guardContext(backend);
}

/** Has tfjs start a new backend in place of one whose context is lost; its tensors are gone with it. */
export function restartLostWebgl(make: () => MathBackendWebGL): void {
  const backend = runningWebgl();
  if (!backend?.gpgpu.gl.isContextLost()) return;
  removeBackend('webgl');
  // As stock does: below webgpu, above wasm and cpu.
  const priority = 2;
  registerBackend('webgl', make, priority);
}
