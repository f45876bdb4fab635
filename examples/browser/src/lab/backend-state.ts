import type { BackendInfo, BackendPreference } from '@nin/backends';
import { signal } from '@preact/signals';
import { lab, whileAlive, workerGeneration } from './worker-link';

/** The backend of the worker. */
export type BackendState =
  | { phase: 'none' }
  | { phase: 'starting'; preference: BackendPreference }
  | { phase: 'ready'; preference: BackendPreference; info: BackendInfo; generation: number }
  | { phase: 'failed'; preference: BackendPreference; message: string };

export const backendState = signal<BackendState>({ phase: 'none' });

/**
 * Starts a backend, or keeps the one that runs if it is what is asked for.
 *
 * @throws Error with what can be shown, if none starts; the state tells it too.
 */
export async function startBackend(preference: BackendPreference): Promise<BackendInfo> {
  const state = backendState.value;
  const api = lab();
  if (
    state.phase === 'ready' &&
    state.preference === preference &&
    state.generation === workerGeneration.value
  ) {
    return state.info;
  }
  backendState.value = { phase: 'starting', preference };
  try {
    const info = await whileAlive(api.selectBackend(preference));
    backendState.value = { phase: 'ready', preference, info, generation: workerGeneration.value };
    return info;
  } catch (error) {
    const { message } = error as Error;
    backendState.value = { phase: 'failed', preference, message };
    throw error;
  }
}
