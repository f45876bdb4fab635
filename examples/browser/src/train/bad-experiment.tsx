import type { Problem } from '@nin/blocks';
import { problemText } from '../form/problem-text';
import { pathName } from '../settings/experiment-words';
import { ExperimentError, NotJsonError } from '../settings/read-experiment';
import { DamagedLinkError } from '../settings/settings-link';
import { hyperText } from './hyper-text';

/** Why a link or a file could not be opened: each problem with the name of its field, in the words of the page. */
export function BadExperiment({ problem }: { problem: Error }) {
  const words = hyperText();
  if (problem instanceof DamagedLinkError) return <>{words.damagedLink}</>;
  if (problem instanceof NotJsonError) {
    return (
      <>
        {words.notJson} <span lang="en">{problem.message}</span>
      </>
    );
  }
  if (problem instanceof ExperimentError) {
    return (
      <>
        {words.badExperiment}
        {problem.problems.map((one) => (
          <ProblemLine key={one.message} problem={one} />
        ))}
      </>
    );
  }
  return (
    <>
      {words.badExperiment} <span lang="en">{problem.message}</span>
    </>
  );
}

function ProblemLine({ problem }: { problem: Problem }) {
  const text = problemText(problem, undefined);
  return (
    <span class="problem-line">
      {text ? `${pathName(problem.path.join('.'))}: ${text}` : <span lang="en">{problem.message}</span>}
    </span>
  );
}
