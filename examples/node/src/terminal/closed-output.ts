import { warn } from '../failure';

/** Error codes of writing to a closed output: a pipe whose reader has ended, a terminal that is gone. */
const closed = ['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED'];

let keepsRunning = false;
let warned = false;

/** Makes the command end quietly when its output is closed, as after `| head`. */
export function endWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!closed.includes(error.code ?? '')) throw error;
    // With the exit status so far.
    if (!keepsRunning) process.exit();
    if (warned) return;
    warned = true;
    warn('the output is closed: the training continues, and writes its folder as always');
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!closed.includes(error.code ?? '')) throw error;
  });
}

/** Makes the command keep running when its output is closed: its results are files. */
export function keepRunningWithoutReader(): void {
  keepsRunning = true;
}
