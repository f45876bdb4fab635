import { formatCount } from '../../language/texts';
import { comparePerceptron, perceptronState } from '../../network/perceptron-state';
import { shortPower } from '../../network/quantities';
import { language } from '../../language/language';
import { showPlace } from '../drive';
import { perceptronSectionText } from './perceptron-text';

/** Why 1×1 convolutions, and a button that checks what they compute. */
export function PerceptronSection() {
  const words = perceptronSectionText();
  const state = perceptronState.value;
  const channels = 384;
  const check = () => {
    showPlace('network');
    void comparePerceptron();
    // The tab is drawn first, if it was another one.
    requestAnimationFrame(() => document.getElementById('perceptron-check')?.scrollIntoView());
  };
  return (
    <>
      <p>{words.problem}</p>
      <p>{words.idea}</p>
      <p class="formula">{words.formula}</p>
      <p>{words.cost(channels, channels, formatCount(channels * channels + channels))}</p>
      <div class="buttons">
        <button type="button" onClick={check}>
          {words.check}
        </button>
      </div>
      <div aria-live="polite">
        {state.phase === 'compared' && (
          <p class="change-note">
            {words.result(
              formatCount(state.comparison.perceptron.length),
              shortPower(language.value, state.comparison.difference),
            )}
          </p>
        )}
        {state.phase === 'failed' && (
          <p class="notice bad" lang="en">
            {state.message}
          </p>
        )}
      </div>
    </>
  );
}
