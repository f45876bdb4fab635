import { useSignal } from '@preact/signals';
import { historyCsv, historyJsonl } from '@nin/recipes';
import { useRef } from 'preact/hooks';
import { isBusy } from '../lab/training-state';
import { fileStem } from '../runs/run-label';
import { saveFile } from '../page/save-file';
import { experimentLink } from '../settings/settings-link';
import { FailureText } from '../train/training-trouble';
import type { TestedRun } from './inside-state';
import { insideText } from './inside-text';
import { modelArchive, reportOf } from './open-run';

/** The files of a run, and the link with its settings. */
export function TakeAway({ run }: { run: TestedRun }) {
  const words = insideText();
  const making = useSignal(false);
  const problem = useSignal<Error | undefined>(undefined);
  const stem = fileStem(run);
  const make = async (ending: string, type: string, content: () => BlobPart | Promise<BlobPart>) => {
    making.value = true;
    problem.value = undefined;
    try {
      saveFile(`${stem}${ending}`, await content(), type);
    } catch (error) {
      problem.value = error as Error;
    }
    making.value = false;
  };
  const save = (...file: Parameters<typeof make>) => void make(...file);
  return (
    <section class="card" aria-labelledby="files">
      <h3 id="files">{words.files}</h3>
      <p class="hint">{words.filesHint}</p>
      <div class="buttons">
        <button type="button" onClick={() => save('.zip', 'application/zip', () => modelArchive(run))}>
          {words.model}
        </button>
        <button type="button" onClick={() => save('.csv', 'text/csv', () => historyCsv(run.history))}>
          {words.historyCsv}
        </button>
        <button
          type="button"
          onClick={() => save('.jsonl', 'application/jsonl', () => historyJsonl(run.history))}
        >
          {words.historyJsonl}
        </button>
        <button
          type="button"
          disabled={isBusy.value}
          onClick={() => save('.html', 'text/html', () => reportOf(run))}
        >
          {words.report}
        </button>
        {making.value && <span class="muted">{words.saving}</span>}
      </div>
      {problem.value !== undefined && (
        <p class="error" role="alert">
          <FailureText failure={problem.value} />
        </p>
      )}
      <SettingsLink link={experimentLink(run.experiment, run.preference)} />
      <p>{words.nodeHint}</p>
      <pre class="scroll" tabIndex={0}>
        <code>{nodeCode(stem)}</code>
      </pre>
      <p class="hint">{words.inputHint}</p>
    </section>
  );
}

function SettingsLink({ link }: { link: string }) {
  const words = insideText();
  const field = useRef<HTMLInputElement>(null);
  const copied = useSignal<string | undefined>(undefined);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      copied.value = link;
    } catch {
      // Browsers may refuse; then it is ready to be copied by hand.
      field.current?.select();
    }
  };
  return (
    <div class="link-row">
      <label class="field">
        <span>{words.link}</span>
        <input ref={field} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button type="button" onClick={() => void copy()}>
        {words.copy}
      </button>
      <span role="status" class="muted">
        {copied.value === link && words.copied}
      </span>
    </div>
  );
}

function nodeCode(folder: string): string {
  return `import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { classify, fileSystem } from '@nin/trainer';

const model = await loadLayersModel(fileSystem('${folder}'));
const { names } = await classify(model, { images: pixels, shape: [32, 32, 3] });`;
}
