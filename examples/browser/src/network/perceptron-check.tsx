import { Fragment } from 'preact';
import { formatCount, language } from '../language/language';
import { shortPower } from '../language/numbers';
import type { PerceptronComparison } from '../worker/lab-api';
import {
  chosen,
  comparePerceptron,
  largest,
  perceptronState,
  pixelColor,
  type SizeField,
  sizes,
  unitSum,
  wrongSizes,
} from './perceptron-state';
import { perceptronText } from './perceptron-text';

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

/** The image, a button for each pixel. One of them is in the order of the Tab key; arrow keys go to the others. */
function PixelGrid({ comparison }: { comparison: PerceptronComparison }) {
  const words = perceptronText();
  const { size } = comparison;
  const { pixel: present } = chosen.value;
  const choose = (pixel: number) => (chosen.value = { ...chosen.value, pixel });
  const move = (event: KeyboardEvent) => {
    const [rows, columns] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [];
    if (rows === undefined || columns === undefined) return;
    event.preventDefault();
    const row = Math.min(size - 1, Math.max(0, Math.floor(present / size) + rows));
    const column = Math.min(size - 1, Math.max(0, (present % size) + columns));
    choose(row * size + column);
    document.getElementById(pixelId(row * size + column))?.focus();
  };
  return (
    <div
      class="pixel-grid"
      role="group"
      aria-label={words.pixels}
      style={{ '--side': size }}
      onKeyDown={move}
    >
      {Array.from({ length: size * size }, (_, pixel) => (
        <button
          key={pixel}
          id={pixelId(pixel)}
          type="button"
          aria-label={words.pixel(Math.floor(pixel / size) + 1, (pixel % size) + 1)}
          aria-pressed={pixel === present}
          tabIndex={pixel === present ? 0 : -1}
          style={{ background: pixelColor(comparison, pixel) }}
          onClick={() => choose(pixel)}
        />
      ))}
    </div>
  );
}

function pixelId(pixel: number): string {
  return `perceptron-pixel${pixel}`;
}

/** The sum of the chosen unit at the chosen pixel, product by product, and what the convolution gives there. */
function PerceptronSum({ comparison }: { comparison: PerceptronComparison }) {
  const words = perceptronText();
  const { pixel, unit } = chosen.value;
  const { inputs, bias, sum, output, convolution } = unitSum(comparison, pixel, unit);
  const place = words.pixel(Math.floor(pixel / comparison.size) + 1, (pixel % comparison.size) + 1);
  return (
    <div class="perceptron-sum">
      <div class="perceptron-choice">
        <span>{place}</span>
        <label class="perceptron-unit">
          {words.unit}{' '}
          <select
            value={unit}
            onChange={(event) => (chosen.value = { pixel, unit: Number(event.currentTarget.value) })}
          >
            {Array.from({ length: comparison.units }, (_, i) => (
              <option key={i} value={i}>
                {i + 1}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="written-sum" aria-live="polite">
        {inputs.map(({ input, weight }, channel) => (
          <Fragment key={channel}>
            <span>
              {channel > 0 && '+ '}
              {decimal(input)}·{bracketed(weight)}
            </span>{' '}
          </Fragment>
        ))}
        <span>+ {bracketed(bias)}</span> <span>= {decimal(sum, 6)}</span>
      </p>
      <div class="scroll" role="region" aria-label={words.tableName} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.columns.channel}</th>
              <th scope="col">{words.columns.input}</th>
              <th scope="col">{words.columns.weight}</th>
              <th scope="col">{words.columns.product}</th>
            </tr>
          </thead>
          <tbody>
            {inputs.map(({ input, weight, product }, channel) => (
              <tr key={channel}>
                <th scope="row">{channel + 1}</th>
                <td>{decimal(input)}</td>
                <td>{decimal(weight)}</td>
                <td>{decimal(product, 6)}</td>
              </tr>
            ))}
            <Row name={words.bias} value={bias} />
          </tbody>
          <tfoot>
            <Row name={words.sum} value={sum} />
            <Row name={words.relu} value={output} />
            <Row name={words.convolution} value={convolution} />
          </tfoot>
        </table>
      </div>
    </div>
  );
}

function Row({ name, value }: { name: string; value: number }) {
  return (
    <tr>
      <th scope="row" colSpan={3}>
        {name}
      </th>
      <td>{decimal(value, 6)}</td>
    </tr>
  );
}

/** A number with a fixed number of decimals, and a proper minus. */
function decimal(value: number, places = 3): string {
  const written = value.toFixed(places).replace('-', '−');
  return language.value === 'ru' ? written.replace('.', ',') : written;
}

/** A number as a factor or a summand: a negative one stands in brackets. */
function bracketed(value: number): string {
  return value < 0 ? `(${decimal(value)})` : decimal(value);
}
