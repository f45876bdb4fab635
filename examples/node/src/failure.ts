import { printable } from '@nin/checks';
import { printNamed, printStack } from './terminal/print';

/** An error whose message is all there is to say: a wrong option or file, not a defect. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Returns what went wrong as one line, without a stack. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return printable(text.trim()) || 'unknown error';
}

/** Prints one line about something that whoever reads the results should know. */
export function warn(message: string): void {
  printNamed('yellow', message);
}

/** Prints one line about an error, its stack with `debug`, and makes the process end with status 1. */
export function reportFailure(error: unknown, debug: boolean): void {
  printNamed('red', reasonOf(error));
  if (debug && error instanceof Error) {
    printStack(stackOf(error));
    if (error.cause instanceof Error) printStack(`caused by ${stackOf(error.cause)}`);
  }
  process.exitCode = 1;
}

/** The message, which may be of several lines or quote others, as one line, and a line for each call. */
function stackOf({ message, stack = message }: Error): string {
  return stack.replace(message, () => printable(message));
}
