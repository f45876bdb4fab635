import { DeviceLostError, selectBackend, type BackendInfo, type BackendPreference } from '@nin/backends';

/** The backend of the worker. */
interface WorkerBackend {
  /** Starts the backend that is asked for, unless it runs; `onStart` is called if it was started. */
  select: (preference: BackendPreference) => Promise<BackendInfo>;
  /** The backend that runs; the one asked for last, or the best, is started if none does. */
  running: () => Promise<BackendInfo>;
  /** Takes note of an error that a computation threw: after a loss, the backend does not run any more. */
  notice: (error: unknown) => void;
}

/** What a {@link workerBackend} needs. */
export interface WorkerBackendOptions {
  /** Where the page's folder `wasm/` lies in. */
  page: URL;
  /** Called when a backend has started: the contents of an earlier one are lost. */
  onStart: () => void;
  select?: typeof selectBackend;
}

/** Starts backends one after another, never two at once: there is one current backend in TensorFlow.js. */
export function workerBackend({
  page,
  onStart,
  select: selectOne = selectBackend,
}: WorkerBackendOptions): WorkerBackend {
  let wanted: BackendPreference = 'auto';
  let started: { preference: BackendPreference; info: BackendInfo } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function start(preference: BackendPreference): Promise<BackendInfo> {
    if (started?.preference === preference) return started.info;
    const info = await selectOne(preference, { wasmPath: new URL('wasm/', page).href });
    started = { preference, info };
    wanted = preference;
    onStart();
    return info;
  }

  function select(preference: BackendPreference): Promise<BackendInfo> {
    const selected = last.then(() => start(preference));
    last = selected.catch(() => undefined);
    return selected;
  }

  return {
    select,
    running: () => select(wanted),
    notice(error) {
      if (error instanceof DeviceLostError) started = undefined;
    },
  };
}
