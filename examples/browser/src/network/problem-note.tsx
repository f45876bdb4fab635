import { networkText } from './network-text';
import type { SpecProblem } from './spec-problem';

/** Why the network is impossible, in the words of the page; in those of the package where the page has none. */
export function ProblemNote({ id, problem: { rule, message } }: { id: string; problem: SpecProblem }) {
  const { problems } = networkText();
  return (
    <span class="error" id={id} role="alert">
      {rule.name === 'other' ? (
        <span lang="en">{message}</span>
      ) : rule.name === 'window' ? (
        problems.window(rule.window, rule.map)
      ) : rule.name === 'layerCount' ? (
        problems.layerCount(rule.layers, rule.widths)
      ) : (
        problems[rule.name]
      )}
    </span>
  );
}
