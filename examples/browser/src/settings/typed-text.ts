import type { Problem } from '@nin/blocks';
import { signal } from '@preact/signals';

/** What is typed in a field of the experiment. */
export interface TypedText {
  text: string | boolean;
  /** The value that the experiment had there then. With another value, the text no longer applies. */
  beside: unknown;
  /** Why the experiment could not take it. */
  problem: Problem | undefined;
}

/** What is typed in the fields, by their paths: kept as it was typed, `1e-` on the way to `1e-3`. */
export const typed = signal<Readonly<Record<string, TypedText>>>({});
