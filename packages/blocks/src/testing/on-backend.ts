import { getBackend, ready, setBackend } from '@tensorflow/tfjs-core';

/** Runs `work` on a backend, then restores the previous backend. Default: the current backend. */
export async function onBackend(name: string | undefined, work: () => Promise<void>): Promise<void> {
  if (name === undefined || name === getBackend()) return work();
  const before = getBackend();
  if (!(await setBackend(name).catch(() => false))) {
    throw new Error(
      `testBlockKind: the backend ${name} must be imported and available, such as by import '@tensorflow/tfjs-backend-${name}'`,
    );
  }
  await ready();
  try {
    await work();
  } finally {
    if (before) await setBackend(before);
  }
}
