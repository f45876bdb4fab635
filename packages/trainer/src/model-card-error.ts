import { printable } from '@nin/checks';

/** What is wrong with a model's card: there is none, or what is there is no card of this model. */
export type ModelCardProblem = 'missing' | 'damaged';

/** A model does not say what it takes and gives, or says it in a way that cannot be right. */
export class ModelCardError extends Error {
  override readonly name = 'ModelCardError';
  /** What is wrong. */
  readonly problem: ModelCardProblem;

  constructor(problem: ModelCardProblem, message: string) {
    super(printable(message));
    this.problem = problem;
  }
}
