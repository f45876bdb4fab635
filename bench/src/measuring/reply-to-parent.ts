import { replyOf } from './reply-of';

/** Answers the one job that the parent process sends, and ends this process. */
export function replyToParent<Job, Measured>(measure: (job: Job) => Promise<Measured>): void {
  process.once('message', (job: Job) => {
    // The threads of a backend would keep the process.
    void replyOf(measure, job).then((reply) => process.send?.(reply, () => process.exit()));
  });
  // Nobody is left to tell.
  process.once('disconnect', () => process.exit());
}
