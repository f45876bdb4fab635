/**
 * One job at a time, cut into tasks that threads take from a shared counter.
 *
 * The counter is a ticket of 64 bits: the job's number above, the tasks left below. A task is taken by exchanging the
 * ticket for one with a task less, so a thread that wakes up late cannot take a task of the next job by mistake, and one
 * that never wakes up is not waited for: only tasks that were taken are. The thread that starts a job works with the
 * others. Each number in a result is computed by one thread in a fixed order, whatever the number of threads.
 */
import { DONE, FAILED, KIND, SLEEPERS, TASKS, TICKET, WAKE } from './layout';
import { runTask } from './tasks';

/** Looks at the ticket before a thread goes to sleep: a few dozen microseconds, about the gap between two kernels. */
const SPINS: i32 = 50000;
/** Milliseconds of a sleep of the thread that waits for the others' last tasks, and after how many one is given up. */
const PATIENCE: f64 = 100;
const LAST_PATIENCE: i32 = 600;

/**
 * `Atomics.wait` of JavaScript: sleeps while the number at `address` is as expected, until notified or the time is over.
 *
 * Not WebAssembly's own instruction: the baseline compiler of V8 11 (Node 20) forgets the variables that are given to it.
 */
declare function pause(address: usize, expected: i32, milliseconds: f64): void;

let control: usize = 0;
let threads: i32 = 1;
let mayBlock: bool = false;
let job: u32 = 0;

/** Binds this instance to a control block. `blocking`: whether this thread may sleep (a page's main thread may not). */
export function attach(controlBlock: usize, threadCount: i32, blocking: bool): void {
  control = controlBlock;
  threads = threadCount;
  mayBlock = blocking;
  job = <u32>(atomic.load<u64>(controlBlock + TICKET) >> 32);
}

/** The control block of this instance. */
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

/** What a worker thread does all its life. */
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

/** Leaves word that this thread failed: whoever waits for its task stops waiting. */
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
    // From here to the count below the job cannot end, so its arguments stay as they are.
    const tasks = load<i32>(control + TASKS);
    runTask(load<i32>(control + KIND), tasks - <i32>left, thread);
    if (atomic.add<i32>(control + DONE, 1) + 1 == tasks) atomic.notify(control + DONE, 1);
  }
}

function awaitOthers(tasks: i32): void {
  let patience = LAST_PATIENCE;
  while (true) {
    for (let spins = SPINS; spins > 0; spins--) if (atomic.load<i32>(control + DONE) == tasks) return;
    if (atomic.load<i32>(control + FAILED) != 0) unreachable();
    if (!mayBlock) continue;
    const done = atomic.load<i32>(control + DONE);
    if (done == tasks) return;
    pause(control + DONE, done, PATIENCE);
    if (--patience == 0) unreachable();
  }
}
