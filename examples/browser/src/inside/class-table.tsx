import { ColumnHeads } from '../elements/column-heads';
import { classificationReport } from '@nin/metrics';
import { formatCount } from '../language/texts';
import { formatDecimal } from '../language/figure-format';
import type { TestedRun } from './inside-state';
import { insideText } from './inside-text';
import { shownMatrix } from './shown-names';

/** Precision, recall and F1 of each class, and their means. */
export function ClassTable({ run }: { run: TestedRun }) {
  const words = insideText();
  const { classes, macro, weighted } = classificationReport(shownMatrix(run.results));
  const means = [
    { ...macro, name: words.macro },
    { ...weighted, name: words.weighted },
  ];
  return (
    <section class="card" aria-labelledby="classes">
      <h3 id="classes">{words.classes}</h3>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="classes">
        <table class="wide">
          <ColumnHeads names={words.classColumns} />
          <tbody>
            {[...classes, ...means].map(({ name, precision, recall, f1, support }, place) => (
              <tr key={name} class={place === classes.length ? 'first-mean' : undefined}>
                <th scope="row">{name}</th>
                {[precision, recall, f1].map((score, column) => (
                  <td key={column}>{formatDecimal(score, 3)}</td>
                ))}
                <td>{formatCount(support)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
