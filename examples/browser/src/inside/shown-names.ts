import { classNameInRussian } from '../language/class-names';
import { language } from '../language/language';
import type { TestSummary } from '../worker/lab-api';
import { matrixOf } from './matrix-of';

/** What a class is called in the language spoken now; its own name where there is no other. */
export function shownClassName(name: string): string {
  return (language.value === 'ru' ? classNameInRussian(name) : undefined) ?? name;
}

/** The confusion matrix of a test, with the names of its classes in the language spoken now. */
export function shownMatrix(results: TestSummary): ReturnType<typeof matrixOf> {
  return matrixOf({ ...results, classNames: results.classNames.map(shownClassName) });
}
