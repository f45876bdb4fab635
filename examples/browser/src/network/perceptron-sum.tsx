import { Fragment } from 'preact';
import { language } from '../language/language';
import type { PerceptronComparison } from '../worker/lab-api';
import { chosen } from './perceptron-state';
import { perceptronText } from './perceptron-text';
import { unitSum } from './perceptron-values';

/** The sum of the chosen unit at the chosen pixel, product by product, and what the convolution gives there. */
export function PerceptronSum({ comparison }: { comparison: PerceptronComparison }) {
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

/** A number to so many places, with a proper minus. */
function decimal(value: number, places = 3): string {
  const written = value.toFixed(places).replace('-', '−');
  return language.value === 'ru' ? written.replace('.', ',') : written;
}

/** A number as a factor or a summand: a negative one stands in brackets. */
function bracketed(value: number): string {
  return value < 0 ? `(${decimal(value)})` : decimal(value);
}
