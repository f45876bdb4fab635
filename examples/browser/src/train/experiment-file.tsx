import { useId, useState } from 'preact/hooks';
import { saveFile } from '../page/save-file';
import { fieldProblems } from '../settings/experiment-fields';
import { nearestNetwork } from '../settings/page-choices';
import { experimentFile, readExperimentFile } from '../settings/read-experiment';
import { experiment, replaceExperiment } from '../settings/settings-state';
import { dropDraft } from '../network/draft-state';
import { BadExperiment } from './bad-experiment';
import { hyperText } from './hyper-text';

/** Saves the experiment as the file that `nin train` takes, and opens such a file or the config.json of a run. */
export function ExperimentFile() {
  const words = hyperText();
  const id = useId();
  const [outcome, setOutcome] = useState<'opened' | Error>();
  const open = async (file: File | undefined) => {
    if (!file) return;
    try {
      const read = await readExperimentFile(file);
      dropDraft();
      replaceExperiment(read, nearestNetwork(read));
      setOutcome('opened');
    } catch (error) {
      setOutcome(error as Error);
    }
  };
  return (
    <div
      class="experiment-file"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void open(event.dataTransfer?.files[0]);
      }}
    >
      <div class="buttons">
        <button
          type="button"
          disabled={fieldProblems.value.length > 0}
          onClick={() => saveFile('experiment.json', experimentFile(experiment.value), 'application/json')}
        >
          {words.save}
        </button>
        <label for={id}>{words.open}</label>
        <input
          id={id}
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            void open(event.currentTarget.files?.[0]);
            // The same file may be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <span class="hint">{words.fileHint}</span>
      </div>
      <p role="status" class={outcome instanceof Error ? 'error' : 'hint'}>
        {outcome instanceof Error ? <BadExperiment problem={outcome} /> : outcome && words.opened}
      </p>
    </div>
  );
}
