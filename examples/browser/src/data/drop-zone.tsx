import { useEffect, useId, useState } from 'preact/hooks';
import { loadData } from '../lab/data-state';
import { isBusy } from '../lab/training-state';
import { change } from '../settings/settings-state';
import { dataText } from './data-text';

/** Where the official archive is dropped or chosen. A file dropped beside it is taken too, instead of being opened. */
export function DropZone() {
  const words = dataText();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<Dropped<File> | 'busy'>();

  useEffect(() => {
    const take = (files: readonly File[]) => setProblem(takeFiles(files));
    const over = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent) => {
      // Between two parts of the page there is always another part; outside the page there is not.
      if (!event.relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', left);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', left);
      removeEventListener('drop', drop);
    };
  }, []);

  return (
    <div class={isOver ? 'drop-zone over' : 'drop-zone'}>
      <label for={id}>{words.drop}</label>
      <input
        id={id}
        type="file"
        multiple
        accept=".gz,.tgz,.tar,.bin"
        disabled={isBusy.value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setProblem(takeFiles([...(event.currentTarget.files ?? [])]));
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <p id={`${id}-hint`} class="hint">
        {words.dropHint}{' '}
        <a href="https://www.cs.toronto.edu/~kriz/cifar.html" rel="noreferrer">
          cs.toronto.edu/~kriz/cifar.html
        </a>
      </p>
      {problem && (
        <p class="error" role="alert">
          {problemLine(problem)}
        </p>
      )}
    </div>
  );
}

/** Loads the files if they may be CIFAR-10; else says what is wrong with them. */
function takeFiles(given: readonly File[]): Dropped<File> | 'busy' | undefined {
  if (isBusy.value) return 'busy';
  const dropped = droppedFiles(given);
  if (dropped.kind !== 'official') return dropped;
  change({ 'data.source': 'cifar10' });
  // The state reports the failure.
  loadData({ files: dropped.files }).catch(() => undefined);
  return undefined;
}

function problemLine(problem: Dropped<File> | 'busy'): string {
  const words = dataText();
  if (problem === 'busy') return words.busy;
  switch (problem.kind) {
    case 'edition':
      return words.edition(problem.name);
    case 'other':
      return words.otherFile(problem.name);
    case 'nothing':
      return words.noFile;
    case 'official':
      return '';
  }
}

/** What has been dropped or chosen. */
type Dropped<Given> =
  | { kind: 'official'; files: readonly Given[] }
  /** Another edition of CIFAR, which people often have. */
  | { kind: 'edition'; name: string }
  | { kind: 'other'; name: string }
  | { kind: 'nothing' };

/** The archive's six files. */
const binaries = [
  'data_batch_1.bin',
  'data_batch_2.bin',
  'data_batch_3.bin',
  'data_batch_4.bin',
  'data_batch_5.bin',
  'test_batch.bin',
];

/** Editions for Python and MATLAB, and CIFAR-100, by the names of their archives. */
const editions = /^cifar-10-(python|matlab)|^cifar-100-/i;

/**
 * Returns what files may be, by their names: one archive, or some of the binary files. Whether they really are the official
 * ones is decided by their hashes, when they are read.
 */
export function droppedFiles<Given extends { name: string }>(given: readonly Given[]): Dropped<Given> {
  const [first] = given;
  if (!first) return { kind: 'nothing' };
  const edition = given.find(({ name }) => editions.test(name));
  if (edition) return { kind: 'edition', name: edition.name };
  const binary = given.filter(({ name }) => binaries.includes(name));
  if (binary.length > 0) return { kind: 'official', files: binary };
  const archive = given.find(({ name }) => /\.(tar\.gz|tgz|tar)$/i.test(name));
  return archive ? { kind: 'official', files: [archive] } : { kind: 'other', name: first.name };
}
