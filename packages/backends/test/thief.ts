import { Worker } from 'node:worker_threads';

/**
 * A thread that takes one task of the next job, like the kernels' threads, and does not run it.
 *
 * The ticket is the first number of a control block, its lower half the tasks that are left; a 1 at byte 196 is the word
 * that a failing thread leaves.
 */
const script = `
  const { parentPort, workerData: { memory, control, reports } } = require('node:worker_threads');
  const ticket = new BigInt64Array(memory.buffer, control, 1);
  const failed = new Int32Array(memory.buffer, control + 196, 1);
  parentPort.postMessage('ready');
  for (let now; ; ) {
    now = Atomics.load(ticket, 0);
    if (BigInt.asUintN(32, now) === 0n) continue;
    if (Atomics.compareExchange(ticket, 0, now, now - 1n) === now) break;
  }
  if (reports) Atomics.store(failed, 0, 1);`;

/** Starts the thief. `reports`: whether it reports its failure, or only ends. */
export async function startThief(
  memory: WebAssembly.Memory,
  control: number,
  { reports }: { reports: boolean },
): Promise<Worker> {
  const worker = new Worker(script, { eval: true, workerData: { memory, control, reports } });
  await new Promise((resolve) => worker.once('message', resolve));
  return worker;
}
