/**
 * Returns the learning rate of a step. A pure function.
 *
 * The step is zero-based. Its unit, epochs or training steps, is up to the caller.
 */
export type Schedule = (step: number) => number;
