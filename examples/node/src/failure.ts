import { printable } from '@nin/checks';
import { printNamed, printStack } from './terminal/print';

/** Thrown for a wrong option or file: its message is enough, without a stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Returns the message of an error as one line, without a stack. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return printable(text.trim()) || 'unknown error';
}

/** Prints a warning as one line. */
export function warn(message: string): void {
  printNamed('yellow', message);
}

/** Prints an error as one line, its stack too with `debug`, and sets the exit status 1. */
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
