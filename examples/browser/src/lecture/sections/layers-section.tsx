import { ColumnHeads } from '../../elements/column-heads';
import { profile, type NinSpec } from '@nin/blocks';
import { formatCount } from '../../language/texts';
import { dropDraft } from '../../network/draft-state';
import { withMlpLayersIfPossible } from '../../network/with-mlp-layers-if-possible';
import { changeSpec, settings } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../drive';
import { layerCounts } from '../layer-counts';
import { layersSectionText } from './layers-text';

const most = 4;

/** The task to take 1×1 layers away, or to add some. */
export function LayersSection() {
  const words = layersSectionText();
  const { spec } = settings.value;
  const counts = layerCounts(spec);
  const [present = 0] = counts;
  const isEven = counts.every((count) => count === present);
  const fewer = withMlpLayersIfPossible(spec, present - 1);
  const more = withMlpLayersIfPossible(spec, present + 1);
  const use = (changed: NinSpec | undefined) => {
    if (!changed) return;
    showPlace('network');
    drive('layers', () => {
      dropDraft();
      changeSpec(() => changed);
    });
  };
  return (
    <>
      <p>{words.question}</p>
      <p>
        {words.now} <b>{counts.join(', ')}</b>
      </p>
      <div class="buttons">
        <button type="button" aria-disabled={!fewer} onClick={() => use(fewer)}>
          − {words.fewer}
        </button>
        <button type="button" aria-disabled={!more} onClick={() => use(more)}>
          + {words.more}
        </button>
      </div>
      <ChangeNote section="layers" />
      <h4>{words.table}</h4>
      <table aria-label={words.name}>
        <ColumnHeads names={[words.count, words.params, words.macs]} />
        <tbody>
          {Array.from({ length: most + 1 }, (_, count) => {
            const changed = withMlpLayersIfPossible(spec, count);
            if (!changed) return null;
            const { params, macs } = profile(changed).totals;
            return (
              <tr key={count} aria-current={isEven && count === present ? 'true' : undefined}>
                <th scope="row">{count}</th>
                <td>{formatCount(params)}</td>
                <td>{formatCount(macs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <details>
        <summary>{words.answer}</summary>
        <p>{words.answerText}</p>
      </details>
      <div class="buttons">
        <button type="button" onClick={() => showPlace('train')}>
          {words.go}
        </button>
      </div>
    </>
  );
}
