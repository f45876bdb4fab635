/**
 * A learning rate as a pure function of the step.
 *
 * The step is zero-based and counts whatever the caller counts: epochs or updates.
 */
export type Schedule = (step: number) => number;
