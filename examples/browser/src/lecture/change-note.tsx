import { formatCount, language } from '../language/language';
import { bytesIn } from '../language/numbers';
import { networkText } from '../network/network-text';
import type { NetworkName } from '../settings/lab-settings';
import { hyperText } from '../train/hyper-text';
import { lectureNote, type SectionId } from './lecture-state';
import { lectureText } from './lecture-text';
import { otherName, type Snapshot, type SnapshotChange } from './snapshot';

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
                  <dt>{words.changed[change.what]}</dt>
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
  if (what === 'network') return <>{networkText().networks[value as NetworkName].name}</>;
  if (typeof value === 'string') return <>{choiceName(what, value)}</>;
  if (value === null) return <>{formatCount(value)}</>;
  if (what === 'memory') return <>{bytesIn(language.value, value)}</>;
  if (what === 'learningRate' || what === 'weightDecay')
    return <>{value.toLocaleString(language.value, { maximumSignificantDigits: 4 })}</>;
  return <>{formatCount(value)}</>;
}

/** A choice of the training as its field calls it; what else is told by words stands as it is. */
function choiceName(what: keyof Snapshot, value: string): string {
  const words = hyperText();
  const names: Partial<Record<keyof Snapshot, Readonly<Record<string, string>>>> = {
    optimizer: words.optimizers,
    schedule: words.schedules,
    normalize: words.normalizations,
    augment: words.augmentations,
  };
  return names[what]?.[value] ?? (value === otherName ? words.otherChoice : value);
}
