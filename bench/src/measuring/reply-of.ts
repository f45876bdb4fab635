import type { Reply } from './measurement';

/** Measures a job; what it fails with is a reply, too. */
export async function replyOf<Job, Measured>(
  measure: (job: Job) => Promise<Measured>,
  job: Job,
): Promise<Reply<Measured>> {
  try {
    return { measured: await measure(job) };
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
}
