import { ColumnHeads } from '../../elements/column-heads';
import { formatCount } from '../../language/texts';
import { startFromNetwork } from '../../network/presets';
import { crossed } from '../../network/quantities';
import { settings } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../drive';
import { headCosts } from '../last-block';
import { averagingSectionText } from './averaging-text';

/** The head of the network, against the fully connected layers it replaces. */
export function AveragingSection() {
  const words = averagingSectionText();
  const { map, classes, averaging, dense, hidden } = headCosts(settings.value.spec);
  const rows: [string, number][] = [
    [words.averaging, averaging],
    [words.dense(crossed(map), classes), dense],
    [words.hidden, hidden],
  ];
  const loadPaper = () => {
    drive('averaging', () => startFromNetwork('paper'));
    showPlace('network');
  };
  return (
    <>
      <p>{words.idea}</p>
      <p>{words.maps}</p>
      <h4>{words.table}</h4>
      <table aria-label={words.name}>
        <ColumnHeads names={[words.ending, words.params]} />
        <tbody>
          {rows.map(([ending, params]) => (
            <tr key={ending}>
              <th scope="row">{ending}</th>
              <td>{formatCount(params)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{words.computed}</p>
      {map[0] === 1 && map[1] === 1 && <p>{words.single}</p>}
      <div class="buttons">
        <button type="button" onClick={loadPaper}>
          {words.paper}
        </button>
        <button type="button" onClick={() => showPlace('inside')}>
          {words.look}
        </button>
      </div>
      <ChangeNote section="averaging" />
    </>
  );
}
