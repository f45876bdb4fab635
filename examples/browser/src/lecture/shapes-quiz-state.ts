import { layerShapes } from '@nin/blocks';
import { computed, signal } from '@preact/signals';
import { shapesExercise } from '../network/presets';
import { crossed } from '../network/quantities';
import { judgeShape, type Verdict } from './shape-answers';

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
