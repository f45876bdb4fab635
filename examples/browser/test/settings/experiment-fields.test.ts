import { applySettings, checkExperiment, experimentJsonSchema, recipes } from '@nin/recipes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { language } from '../../src/language/language';
import { problemText } from '../../src/form/problem-text';
import {
  experimentFields,
  fieldProblems,
  fields,
  fieldText,
  typeIn,
  valueAt,
} from '../../src/settings/experiment-fields';
import { experimentText } from '../../src/settings/experiment-text';
import { change, experiment, initialExperiment, replaceExperiment } from '../../src/settings/settings-state';

const before = language.value;
beforeEach(() => {
  language.value = 'en';
  replaceExperiment(initialExperiment(), 'tiny');
});
afterEach(() => (language.value = before));

function field(path: string) {
  const found = fields.value.get(path);
  if (!found) throw new Error(`there is no field ${path}`);
  return found;
}
const type = (path: string, text: string | boolean) => typeIn(field(path), text);
const shown = (path: string) => fieldText(field(path));
const broken = () => fieldProblems.value.map(({ path }) => path);

const kindsOf = (part: 'optimizer' | 'schedule') => field(`${part}.kind`).choices ?? [];

describe('every optimizer and schedule', () => {
  const { optimizer, schedule } = (
    experimentJsonSchema() as {
      properties: Record<string, { anyOf: { title: string; properties: object }[] }>;
    }
  ).properties;

  it('can be chosen, with a field for each of its values', () => {
    expect([kindsOf('optimizer').length, kindsOf('schedule').length]).toEqual([2, 9]);
    for (const [part, { anyOf }] of Object.entries({ optimizer, schedule })) {
      for (const { title, properties } of anyOf) {
        type(`${part}.kind`, title);
        const paths = [...fields.value.keys()].filter((path) => path.startsWith(`${part}.`));
        expect(paths.toSorted()).toEqual(
          Object.keys(properties)
            .map((name) => `${part}.${name}`)
            .toSorted(),
        );
        expect(checkExperiment(experiment.value)).toEqual([]);
      }
    }
  });

  it('has names in both languages, and so have its choices', () => {
    for (const spoken of ['en', 'ru'] as const) {
      language.value = spoken;
      const words = experimentText();
      for (const part of ['optimizer', 'schedule'] as const) {
        for (const kind of kindsOf(part)) {
          const all = experimentFields(applySettings(experiment.value, { [`${part}.kind`]: kind }));
          expect(all.filter(({ path }) => words.fields[path] === undefined)).toEqual([]);
          const unnamed = all.flatMap(({ path, choices = [] }) =>
            choices.filter((choice) => words.choices[path]?.[choice] === undefined),
          );
          expect(unnamed).toEqual([]);
        }
      }
    }
  });

  it('keeps what its field shows: typed again, no value changes', () => {
    for (const kind of kindsOf('schedule')) {
      type('schedule.kind', kind);
      const now = experiment.value;
      for (const path of fields.value.keys()) type(path, shown(path));
      expect(experiment.value).toEqual(now);
      expect(broken()).toEqual([]);
    }
  });
});

describe('typing', () => {
  it('changes the experiment, and the field shows the text as it was typed', () => {
    type('optimizer.learningRate', '5e-4');
    expect([experiment.value.optimizer.learningRate, shown('optimizer.learningRate')]).toEqual([
      5e-4,
      '5e-4',
    ]);
    type('batch.augment.flip', false);
    type('data.limitTrain', '1 000');
    expect([experiment.value.batch.augment.flip, experiment.value.data.limitTrain]).toEqual([false, 1000]);
    type('data.limitTrain', '');
    expect(experiment.value.data.limitTrain).toBeUndefined();
    type('schedule.kind', 'piecewise');
    type('schedule.drops', '0.5 × 0.1');
    expect(valueAt(experiment.value, 'schedule.drops')).toEqual([{ at: 0.5, factor: 0.1 }]);
  });

  it.each([
    ['epochs', '0', 'A whole number above zero, please.'],
    ['epochs', '', 'A whole number above zero, please.'],
    ['epochs', 'six', 'A whole number above zero, please.'],
    ['batch.size', '2e6', 'A whole number from 1 to 1,000,000, please.'],
    ['seed', '0.5', 'A whole number, zero or above, please.'],
    ['optimizer.learningRate', '-1', 'A number above zero, please.'],
    ['optimizer.weightDecay', '-1', 'A number, zero or above, please.'],
    ['loss.labelSmoothing', '1', 'A share from 0 to below 1, please.'],
    ['batch.augment.padAndCrop', '32', 'A whole number from 0 to 31, please.'],
  ])(
    '%s = %j is refused at its field, and the experiment keeps the last possible value',
    (path, text, said) => {
      const was = experiment.value;
      type(path, text);
      expect(experiment.value).toBe(was);
      expect([shown(path), broken()]).toEqual([text, [path]]);
      const [{ problem }] = fieldProblems.value;
      expect(problemText(problem, field(path))).toBe(said);
      language.value = 'ru';
      expect(problemText(problem, field(path))).toMatch(/^Нуж/);
      // Other fields go on working.
      type('data.limitTest', '7');
      expect([experiment.value.data.limitTest, broken()]).toEqual([7, [path]]);
      type(path, String(valueAt(was, path)));
      expect(broken()).toEqual([]);
    },
  );

  it('is dropped where the value is set from elsewhere', () => {
    type('epochs', 'many');
    type('optimizer.learningRate', 'fast');
    change({ 'batch.normalize': 'unit' });
    expect(broken()).toEqual(['epochs', 'optimizer.learningRate']);
    change({ epochs: experiment.value.epochs });
    expect(broken()).toEqual(['optimizer.learningRate']);
    // The other optimizer keeps the rate that both have.
    type('optimizer.kind', 'sgd');
    expect(experiment.value.optimizer).toMatchObject({ kind: 'sgd', learningRate: 0.005, momentum: 0.9 });
    replaceExperiment({ ...recipes.paper.experiment }, 'paper');
    expect([broken(), shown('optimizer.learningRate')]).toEqual([[], '0.1']);
  });
});
