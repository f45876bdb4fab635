/** What a process or worker sends back. */
export type Reply<Measured> = { measured: Measured } | { cannot: string };

/** Awaits a measurement; its error is a reply, too. */
export async function replyOf<Measured>(measuring: Promise<Measured>): Promise<Reply<Measured>> {
  try {
    return { measured: await measuring };
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
}

/** In a child process: does the one job that the parent sends, replies, and ends the process. */
export function replyToParent<Job, Measured>(measure: (job: Job) => Promise<Measured>): void {
  process.once('message', (job: Job) => {
    // The threads of a backend would keep the process alive.
    void replyOf(measure(job)).then((reply) => process.send?.(reply, () => process.exit()));
  });
  process.once('disconnect', () => process.exit());
}
