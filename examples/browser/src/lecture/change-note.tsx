import { formatCount, language } from '../language/language';
import { bytesIn } from '../language/numbers';
import { networkText } from '../network/network-text';
import { pathName, valueText } from '../settings/experiment-words';
import type { NetworkName } from '../settings/settings-state';
import { lectureNote, type SectionId } from './lecture-state';
import { lectureText } from './lecture-text';
import type { NetworkSnapshot, SnapshotChange } from './snapshot';

/** What the section's last button changed, before and after. Read out as soon as it is there. */
export function ChangeNote({ section }: { section: SectionId }) {
  const words = lectureText();
  const note = lectureNote.value;
  return (
    <div aria-live="polite">
      {note?.section === section && (
        <div class="change-note">
          <h4>{words.noteTitle}</h4>
          {note.changes.length === 0 ? (
            <p>{words.nothing}</p>
          ) : (
            <dl>
              {note.changes.map((change) => (
                <div key={change.what}>
                  <dt>{isOfNetwork(change.what) ? words.changed[change.what] : pathName(change.what)}</dt>
                  <dd>
                    <Value {...change} of="before" /> <span aria-hidden="true">→</span>
                    <span class="visually-hidden">{words.became}</span>{' '}
                    <b>
                      <Value {...change} of="after" />
                    </b>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      )}
    </div>
  );
}

function Value({ what, of, ...values }: SnapshotChange & { of: 'before' | 'after' }) {
  const value = values[of];
  if (!isOfNetwork(what)) return <>{valueText(what, value)}</>;
  if (what === 'network') return <>{networkText().networks[value as NetworkName].name}</>;
  if (typeof value === 'string') return <>{value}</>;
  if (what === 'memory') return <>{bytesIn(language.value, Number(value))}</>;
  return <>{formatCount(value as number | null)}</>;
}

/** Whether a change is of the network: of the training, it has the path of a value. */
function isOfNetwork(what: string): what is keyof NetworkSnapshot {
  return what in lectureText().changed;
}
