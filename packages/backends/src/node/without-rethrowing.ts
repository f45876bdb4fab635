const events = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Starts tfjs-backend-wasm in Node without the handlers of errors that its binary's loader adds to the process. They throw
 * each uncaught error once more: what Node prints then is a page of minified tfjs, and the process ends with status 7.
 *
 * Handlers that others add meanwhile stay, as do those of a backend that was started before.
 */
export async function withoutRethrowing<Result>(start: () => Promise<Result>): Promise<Result> {
  const before = new Set<unknown>(events.flatMap((event) => process.rawListeners(event)));
  try {
    return await start();
  } finally {
    for (const event of events) {
      for (const listener of process.rawListeners(event)) {
        if (!before.has(listener) && rethrows(listener)) process.off(event, listener as () => void);
      }
    }
  }
}

/** Emscripten's two handlers, also minified: `(e) { if (!(e instanceof ExitStatus)) { throw e } }` and `(e) { throw e }`. */
function rethrows(listener: unknown): boolean {
  const text = Function.prototype.toString.call(listener).replace(/\s+/g, ' ');
  return /^(function )?\(?([\w$]+)\)? ?(=> ?)?\{ ?(if ?\( ?!\( ?\2 instanceof [\w$]+ ?\) ?\) ?\{? ?)?throw \2;? ?\}? ?\}$/.test(
    text,
  );
}
