import { styleText } from 'node:util';

/** An error whose message is all there is to say: a wrong option or file, not a defect. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The first line of what went wrong, without a stack. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').filter(Boolean).join(' ').trim() || 'unknown error';
}

/** Prints one line about something that whoever reads the results should know. */
export function warn(message: string): void {
  console.error(`${styleText('yellow', 'nin:')} ${message}`);
}

/** Prints one line about an error, its stack with `debug`, and makes the process end with status 1. */
export function reportFailure(error: unknown, debug: boolean): void {
  console.error(`${styleText('red', 'nin:')} ${reasonOf(error)}`);
  if (debug && error instanceof Error) {
    console.error(error.stack);
    if (error.cause instanceof Error) console.error(`caused by ${error.cause.stack}`);
  }
  process.exitCode = 1;
}
