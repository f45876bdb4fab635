/** How long the threads of tfjs-backend-wasm may take to load. Errors are met at once; this is for silence. */
const patience = 10_000;

/** What came of a start. */
export interface WatchedStart {
  started: boolean;
  /** Why a thread of tfjs-backend-wasm did not start, if one did not; all of them have been ended then. */
  failure: string | undefined;
}

/** What tfjs-backend-wasm sends to each of its threads once its binary has arrived. */
interface LoadMessage {
  cmd: 'load';
  /** The function that a thread runs, as a text. */
  urlOrBlob: Blob;
  wasmMemory: WebAssembly.Memory;
}

/**
 * Starts tfjs-backend-wasm in a page or worker, so that its threads also start from a minified text, and so that the
 * start ends if they do not start.
 *
 * tfjs gives its threads the text of one of its functions. That asks for a variable outside itself, carefully, as threads
 * do not have it (`typeof _scriptDir !== 'undefined'`); a minifier sees that the variable is there, takes the care away
 * and renames it. Then every thread ends with a ReferenceError, and tfjs waits for them for ever.
 *
 * While the backend starts, this looks at what is sent to workers, and touches nothing but the messages of tfjs.
 *
 * @param start what starts the backend. @param wait milliseconds that threads may take to load.
 */
export async function watchedStart(
  start: () => Promise<boolean>,
  { wait = patience }: { wait?: number } = {},
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
    // The handler of tfjs throws the error again, which would be an uncaught one of the page.
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
    // Somebody may have wrapped ours meanwhile; then it stays and passes everything on.
    const now = Object.getOwnPropertyDescriptor(prototype, 'postMessage');
    if (now?.value === postMessage) Object.defineProperty(prototype, 'postMessage', before);
  }
}

function isLoadMessage(message: unknown): message is LoadMessage {
  const { cmd, urlOrBlob, wasmMemory } = (message ?? {}) as Partial<LoadMessage>;
  return cmd === 'load' && urlOrBlob instanceof Blob && wasmMemory instanceof WebAssembly.Memory;
}

/**
 * A script in which a variable that is nowhere declared is undefined, whatever its name is.
 *
 * `with` asks the object for each name that no scope inside declares. It is allowed here: the thread is a classic script.
 */
function withoutFreeVariables(script: Blob): Blob {
  const nowhere = 'new Proxy(Object.create(null), { has: (_, name) => !(name in globalThis) })';
  return new Blob([`with (${nowhere}) {`, script, '\n}'], { type: script.type });
}
