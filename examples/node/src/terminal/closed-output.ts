import { warn } from '../failure';

/** What writing gives once nobody reads: a pipe whose reader has ended, a terminal that is gone. */
const closed = ['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED'];

let goesOn = false;
let said = false;

/** From now on the command ends quietly when nobody reads what it prints, as after `| head`. */
export function endWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!closed.includes(error.code ?? '')) throw error;
    // The status that the command has by now.
    if (!goesOn) process.exit();
    if (said) return;
    said = true;
    warn('nobody reads the output any more: the work goes on, and leaves its folder as always');
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!closed.includes(error.code ?? '')) throw error;
  });
}

/** From now on there is work whose results are files: it goes on when nobody reads what it prints. */
export function goOnWhenNobodyReads(): void {
  goesOn = true;
}
