/**
 * Runs one job at a time, divided into tasks that threads take from a shared counter.
 *
 * The counter is a 64-bit ticket: the job's number in the upper half, the number of remaining tasks in the lower half. A
 * thread takes a task by a compare-and-exchange of the ticket, so a thread that wakes up late cannot take a task of the next
 * job by mistake. Only tasks that were taken are waited for, not threads that never wake up. The thread that starts a job
 * works too. Each number of a result is computed by one thread in a fixed order, for any number of threads.
 */
import { DONE, FAILED, KIND, SLEEPERS, TASKS, TICKET, WAKE } from './layout';
import { runTask } from './tasks';

/** Reads of the ticket before a thread goes to sleep: a few dozen microseconds, about the gap between two kernels. */
const SPINS: i32 = 50000;
/**
 * Milliseconds per wait for the last tasks of the other threads, and the number of waits before a thread counts as
 * lost.
 */
const WAIT_MILLISECONDS: f64 = 100;
const MAX_WAITS: i32 = 600;

/**
 * JavaScript's `Atomics.wait`: sleeps while the number at `address` is as expected, until notified or timed out.
 *
 * Not WebAssembly's own instruction: the baseline compiler of V8 11 (Node 20) loses the local variables passed to it.
 */
declare function pause(address: usize, expected: i32, milliseconds: f64): void;

let control: usize = 0;
let threads: i32 = 1;
let mayBlock: bool = false;
let job: u32 = 0;

/** Binds this instance to a control block. `blocking`: whether this thread may block (a page's main thread may not). */
export function attach(controlBlock: usize, threadCount: i32, blocking: bool): void {
  control = controlBlock;
  threads = threadCount;
  mayBlock = blocking;
  job = <u32>(atomic.load<u64>(controlBlock + TICKET) >> 32);
}

/** Returns the control block of this instance. */
export function controlBlock(): usize {
  return control;
}

/** Runs the tasks 0 … tasks − 1 of a kind and returns when all are done. Traps if a thread was lost. */
export function parallel(kind: i32, tasks: i32): void {
  if (threads == 1 || tasks <= 1) {
    for (let task = 0; task < tasks; task++) runTask(kind, task, 0);
    return;
  }
  store<i32>(control + TASKS, tasks);
  store<i32>(control + KIND, kind);
  atomic.store<i32>(control + DONE, 0);
  job++;
  atomic.store<u64>(control + TICKET, ((<u64>job) << 32) | (<u64>tasks));
  atomic.add<i32>(control + WAKE, 1);
  if (atomic.load<i32>(control + SLEEPERS) > 0) atomic.notify(control + WAKE, tasks - 1);
  takeTasks(0);
  awaitOthers(tasks);
}

/** The main loop of a worker thread. */
export function work(controlBlock: usize, thread: i32): void {
  control = controlBlock;
  while (true) {
    takeTasks(thread);
    let spins = SPINS;
    while (spins > 0 && tasksLeft() == 0) spins--;
    if (spins > 0) continue;
    const wake = atomic.load<i32>(control + WAKE);
    if (tasksLeft() > 0) continue;
    atomic.add<i32>(control + SLEEPERS, 1);
    pause(control + WAKE, wake, Infinity);
    atomic.sub<i32>(control + SLEEPERS, 1);
  }
}

/** Records that this thread failed, so that the calling thread stops waiting for its task. */
export function fail(): void {
  atomic.store<i32>(control + FAILED, 1);
}

function tasksLeft(): u32 {
  return <u32>atomic.load<u64>(control + TICKET);
}

function takeTasks(thread: i32): void {
  while (true) {
    const ticket = atomic.load<u64>(control + TICKET);
    const left = <u32>ticket;
    if (left == 0) return;
    if (atomic.cmpxchg<u64>(control + TICKET, ticket, ticket - 1) != ticket) continue;
    // The job cannot end before the count below, so its arguments do not change.
    const tasks = load<i32>(control + TASKS);
    runTask(load<i32>(control + KIND), tasks - <i32>left, thread);
    if (atomic.add<i32>(control + DONE, 1) + 1 == tasks) atomic.notify(control + DONE, 1);
  }
}

function awaitOthers(tasks: i32): void {
  let waits = MAX_WAITS;
  while (true) {
    for (let spins = SPINS; spins > 0; spins--) if (atomic.load<i32>(control + DONE) == tasks) return;
    if (atomic.load<i32>(control + FAILED) != 0) unreachable();
    if (!mayBlock) continue;
    const done = atomic.load<i32>(control + DONE);
    if (done == tasks) return;
    pause(control + DONE, done, WAIT_MILLISECONDS);
    if (--waits == 0) unreachable();
  }
}
