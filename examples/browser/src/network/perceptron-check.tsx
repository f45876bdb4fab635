import { language } from '../language/language';
import { formatCount } from '../language/texts';
import type { PerceptronComparison } from '../worker/lab-api';
import {
  comparePerceptron,
  largest,
  perceptronState,
  sizes,
  wrongSizes,
  type SizeField,
} from './perceptron-state';
import { PerceptronSum } from './perceptron-sum';
import { perceptronText } from './perceptron-text';
import { PixelGrid } from './pixel-grid';
import { shortPower } from './quantities';
import './perceptron.css';

/** The check that a 1×1 convolution computes what one perceptron computes at every pixel. */
export function PerceptronCheck() {
  const words = perceptronText();
  const state = perceptronState.value;
  return (
    <section class="card" id="perceptron-check" aria-labelledby="perceptron-title">
      <h3 id="perceptron-title">{words.title}</h3>
      <p class="muted">{words.lead}</p>
      <form
        class="perceptron-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void comparePerceptron();
        }}
      >
        {(Object.keys(largest) as SizeField[]).map((field) => (
          <Size key={field} field={field} />
        ))}
        <button
          class="primary"
          type="submit"
          // Switched off, it would lose the focus; `comparePerceptron` ignores what cannot be done.
          aria-disabled={wrongSizes.value.length > 0 || state.phase === 'comparing'}
        >
          {state.phase === 'comparing'
            ? words.comparing
            : state.phase === 'compared'
              ? words.again
              : words.compare}
        </button>
      </form>
      <div aria-live="polite">
        {state.phase === 'failed' && (
          <p class="notice bad">
            {words.failed} <span lang="en">{state.message}</span>
          </p>
        )}
        {state.phase === 'compared' && <Verdict {...state.comparison} />}
      </div>
      {state.phase === 'compared' && (
        <div class="perceptron-view">
          <PixelGrid comparison={state.comparison} />
          <PerceptronSum comparison={state.comparison} />
        </div>
      )}
    </section>
  );
}

function Size({ field }: { field: SizeField }) {
  const words = perceptronText();
  const id = `perceptron-${field}`;
  const isWrong = wrongSizes.value.includes(field);
  return (
    <div class="field">
      <label for={id}>{words.sizes[field]}</label>
      <input
        id={id}
        inputMode="numeric"
        autocomplete="off"
        value={sizes.value[field]}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
        onInput={(event) => (sizes.value = { ...sizes.value, [field]: event.currentTarget.value })}
      />
      {isWrong && (
        <span class="error" id={`${id}-problem`} role="alert">
          {words.wrong(largest[field])}
        </span>
      )}
    </div>
  );
}

function Verdict({ size, units, difference, backend }: PerceptronComparison) {
  const words = perceptronText();
  const written = shortPower(language.value, difference);
  return <p class="verdict">{words.verdict(formatCount(size * size * units), written, backend)}</p>;
}
