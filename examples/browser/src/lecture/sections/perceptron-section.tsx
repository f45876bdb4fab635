import { formatCount } from '../../language/texts';
import { comparePerceptron, perceptronState } from '../../network/perceptron-state';
import { shortPower } from '../../network/quantities';
import { language } from '../../language/language';
import { place } from '../../frame/place';
import { showElement } from '../drive';
import { openSection } from '../lecture-state';
import { perceptronSectionText } from './perceptron-text';

/** Why 1×1 convolutions, and a button that checks what they compute. */
export function PerceptronSection() {
  const words = perceptronSectionText();
  const state = perceptronState.value;
  const channels = 384;
  const check = async () => {
    showElement('network', 'perceptron-check');
    await comparePerceptron();
    // There is more to see now, for who has not gone elsewhere meanwhile.
    if (openSection.value === 'perceptron' && place.value === 'network') {
      showElement('network', 'perceptron-check');
    }
  };
  return (
    <>
      <p>{words.problem}</p>
      <p>{words.idea}</p>
      <p class="formula">{words.formula}</p>
      <p>{words.cost(channels, channels, formatCount(channels * channels + channels))}</p>
      <div class="buttons">
        <button type="button" onClick={() => void check()}>
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
