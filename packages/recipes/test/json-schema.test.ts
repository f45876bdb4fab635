import { expect, test } from 'vitest';
import { experimentJsonSchema } from '../src/experiment/json-schema';
import { recipes } from '../src/recipes';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  items?: Schema;
  const?: unknown;
  default?: unknown;
  description?: string;
}

const schema = experimentJsonSchema() as Schema;

test('the schema has every field of an experiment, described', () => {
  expect(Object.keys(schema.properties!).sort()).toEqual(Object.keys(recipes.tiny.experiment).sort());
  const { optimizer, schedule, batch, network } = schema.properties!;
  expect(optimizer.anyOf!.map(({ properties }) => properties!.kind.const)).toEqual(['adamW', 'sgd']);
  expect(schedule.anyOf!.map(({ properties }) => properties!.kind.const)).toEqual([
    'constant',
    'cosineAnnealing',
    'cosineRestarts',
    'stepDecay',
    'piecewise',
    'exponentialDecay',
    'polynomialDecay',
    'oneCycle',
    'linearWarmup',
  ]);
  expect(batch.properties!.size).toMatchObject({
    type: 'integer',
    default: 128,
    description: 'Images per step.',
  });
  expect(network.properties!.blocks.items!.anyOf!.length).toBeGreaterThan(4);
  const undescribed = Object.entries({ ...batch.properties, ...optimizer.anyOf![0].properties })
    .filter(([name, field]) => name !== 'kind' && !field.description)
    .map(([name]) => name);
  expect(undescribed).toEqual([]);
});
