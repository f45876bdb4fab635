import type { FormField } from './block-forms';
import type { PlacedProblem } from './problem-place';
import { problemText } from './problem-text';

/** Why the network is impossible, in the words of the page; in those of the package where the page has none. */
export function ProblemNote({
  id,
  problem: { problem },
  field,
}: {
  id: string;
  problem: PlacedProblem;
  /** The field it is shown at. */
  field?: FormField;
}) {
  return (
    <span class="error" id={id} role="alert">
      {problemText(problem, field) ?? <span lang="en">{problem.message}</span>}
    </span>
  );
}
