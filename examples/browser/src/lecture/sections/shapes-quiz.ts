import { layerShapes } from '@nin/blocks';
import { computed, signal } from '@preact/signals';
import { crossed } from '../../language/numbers';
import { shapesExercise } from '../../network/draft-state';

/** The parts of the exercise's network, and what truly comes out of each. */
export const quizParts = layerShapes(shapesExercise);

/** What is typed for each part. */
export const quizAnswers = signal<Readonly<Record<string, string>>>({});

/** What was typed when it was checked last: a verdict is not to change while one types. */
const checked = signal<Readonly<Record<string, string>> | undefined>(undefined);

/** The verdicts of the last check; nothing before the first one. */
export const quizVerdicts = computed<ReadonlyMap<string, Verdict> | undefined>(() => {
  const answers = checked.value;
  return (
    answers && new Map(quizParts.map(({ name, shape }) => [name, judgeShape(answers[name] ?? '', shape)]))
  );
});

/** Writes an answer down. */
export function answer(name: string, typed: string): void {
  quizAnswers.value = { ...quizAnswers.value, [name]: typed };
}

/** Judges all answers. */
export function checkAnswers(): void {
  checked.value = quizAnswers.value;
}

/** Fills the true shapes in. */
export function revealAnswers(): void {
  quizAnswers.value = Object.fromEntries(quizParts.map(({ name, shape }) => [name, crossed(shape)]));
  checked.value = undefined;
}

/** How a typed shape compares with the true one. */
export type Verdict = 'right' | 'empty' | 'length' | 'size' | 'channels';

/**
 * Judges a typed shape: `342×342×384`, `342, 342, 384`, or with the lecture's batch of 1 before it.
 *
 * @param truth `[height, width, channels]`, or `[classes]`.
 */
export function judgeShape(typed: string, truth: readonly number[]): Verdict {
  const numbers = typed.match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length === 0) return 'empty';
  const hasBatch = numbers.length === truth.length + 1 && numbers[0] === 1;
  const shape = hasBatch ? numbers.slice(1) : numbers;
  if (shape.length !== truth.length) return 'length';
  if (shape.every((size, i) => size === truth[i])) return 'right';
  const sizesRight = shape.slice(0, -1).every((size, i) => size === truth[i]);
  return sizesRight ? 'channels' : 'size';
}
