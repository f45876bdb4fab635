import type { Problem } from '@nin/blocks';
import type { FormField } from './form-field';
import { problemText } from './problem-text';

/** Why a value is refused, in the words of the page; in those of the package where the page has none. */
export function ProblemNote({
  id,
  problem,
  field,
}: {
  id: string;
  problem: Problem;
  /** The field it is shown at. */
  field?: FormField;
}) {
  return (
    <span class="error" id={id} role="alert">
      {problemText(problem, field) ?? <span lang="en">{problem.message}</span>}
    </span>
  );
}
