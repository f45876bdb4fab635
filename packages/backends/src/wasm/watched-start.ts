/**
 * Milliseconds that the threads of tfjs-backend-wasm may take to load. Applies to threads that report neither success
 * nor an error.
 */
const loadTimeout = 10_000;

/** The result of a start. */
export interface WatchedStart {
  started: boolean;
  /** Why a thread of tfjs-backend-wasm did not start; all its threads have been terminated then. */
  failure: string | undefined;
}

/** The message that tfjs-backend-wasm posts to each of its threads once its binary has loaded. */
interface LoadMessage {
  cmd: 'load';
  /** The source of the function that a thread runs. */
  urlOrBlob: Blob;
  wasmMemory: WebAssembly.Memory;
}

/**
 * Starts tfjs-backend-wasm in a page or worker, makes its threads start in minified pages too, and ends the start if they
 * do not start.
 *
 * tfjs runs the source text of one of its functions in its threads. That function refers to a variable outside itself and
 * checks that it exists (`typeof _scriptDir !== 'undefined'`), because threads do not have it. A minifier sees the
 * variable's declaration, removes the check and renames the variable. Then every thread ends with a ReferenceError, and
 * tfjs waits for the threads forever.
 *
 * Intercepts the messages to workers during the start, and changes only those of tfjs.
 *
 * @param start starts the backend. @param wait milliseconds that threads may take to load.
 */
export async function watchedStart(
  start: () => Promise<boolean>,
  { wait = loadTimeout }: { wait?: number } = {},
): Promise<WatchedStart> {
  const prototype = typeof Worker === 'undefined' ? undefined : Worker.prototype;
  const before = prototype && Object.getOwnPropertyDescriptor(prototype, 'postMessage');
  if (!before) return { started: await start(), failure: undefined };
  const send = before.value as (message: unknown, ...others: unknown[]) => void;
  const threads = new Map<Worker, Worker['onerror']>();
  let watching = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp = (_: string) => {};
  const failed = new Promise<string>((resolve) => (giveUp = resolve));

  function postMessage(this: Worker, message: unknown, ...others: unknown[]): void {
    if (!watching || !isLoadMessage(message)) {
      Reflect.apply(send, this, [message, ...others]);
      return;
    }
    // The handler of tfjs rethrows the error, which would become an uncaught error of the page.
    threads.set(this, this.onerror);
    this.onerror = (event) => {
      event.preventDefault();
      giveUp(event.message || 'it ended');
    };
    timer ??= setTimeout(() => giveUp(`it did not load within ${wait / 1000} s`), wait);
    Reflect.apply(send, this, [
      { ...message, urlOrBlob: withoutFreeVariables(message.urlOrBlob) },
      ...others,
    ]);
  }

  Object.defineProperty(prototype, 'postMessage', { ...before, value: postMessage });
  try {
    const outcome = await Promise.race([start(), failed]);
    if (typeof outcome === 'boolean') {
      for (const [thread, handler] of threads) thread.onerror = handler;
      return { started: outcome, failure: undefined };
    }
    for (const thread of threads.keys()) thread.terminate();
    return { started: false, failure: outcome };
  } finally {
    clearTimeout(timer);
    watching = false;
    // If other code has wrapped this function meanwhile, it stays and passes everything through.
    const now = Object.getOwnPropertyDescriptor(prototype, 'postMessage');
    if (now?.value === postMessage) Object.defineProperty(prototype, 'postMessage', before);
  }
}

function isLoadMessage(message: unknown): message is LoadMessage {
  const { cmd, urlOrBlob, wasmMemory } = (message ?? {}) as Partial<LoadMessage>;
  return cmd === 'load' && urlOrBlob instanceof Blob && wasmMemory instanceof WebAssembly.Memory;
}

/**
 * Returns the script with every undeclared variable read as undefined, whatever its name.
 *
 * `with` looks up in its object every name that no inner scope declares. It is allowed here because the thread runs a
 * classic script.
 */
function withoutFreeVariables(script: Blob): Blob {
  const nowhere = 'new Proxy(Object.create(null), { has: (_, name) => !(name in globalThis) })';
  return new Blob([`with (${nowhere}) {`, script, '\n}'], { type: script.type });
}
