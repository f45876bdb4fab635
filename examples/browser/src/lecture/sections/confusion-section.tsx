import { ColumnHeads } from '../../elements/column-heads';
import { showPlace } from '../drive';
import { confusionSectionText } from './confusion-text';

/** True × predicted, ten of each. */
const example = [
  [6, 4, 0],
  [3, 7, 0],
  [0, 0, 10],
];

/** How to read a confusion matrix. */
export function ConfusionSection() {
  const words = confusionSectionText();
  return (
    <>
      <p>{words.idea}</p>
      <p>{words.read}</p>
      <h4>{words.example}</h4>
      <table class="confusion-example" aria-label={words.example}>
        <ColumnHeads names={[words.truth, ...words.classes]} />
        <tbody>
          {example.map((counts, row) => (
            <tr key={row}>
              <th scope="row">{words.classes[row]}</th>
              {counts.map((count, column) => (
                <td key={column} class={row === column ? 'diagonal' : ''}>
                  {count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.explained}</p>
      <p class="hint">{words.odd}</p>
      <div class="buttons">
        <button type="button" onClick={() => showPlace('inside')}>
          {words.look}
        </button>
      </div>
    </>
  );
}
