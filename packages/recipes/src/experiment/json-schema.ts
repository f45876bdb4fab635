import { type KindOptions } from '@nin/blocks';
import { specJsonSchema } from '@nin/blocks/fields';
import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { experimentEntries } from './experiment';
import { optimizerSchemas } from './optimizer-settings';
import { scheduleSchemas } from './schedule-settings';

const anyOf = (schemas: Record<string, v.GenericSchema>) =>
  v.union(Object.entries(schemas).map(([kind, schema]) => v.pipe(schema, v.title(kind))));

/**
 * Returns the JSON Schema (draft 7) of experiments: what forms, editors, help and completion read. Every field has its type, range,
 * default and description; optimizers, schedules and blocks are one schema for each kind, with `kind` a constant.
 *
 * Rules between fields and the shapes of the network are not in the schema: `checkExperiment` knows them.
 *
 * @throws TypeError or RangeError if an option is wrong.
 */
export function experimentJsonSchema(options: KindOptions = {}): JsonSchema {
  const { properties, ...schema } = toJsonSchema(
    v.object({
      ...experimentEntries,
      optimizer: anyOf(optimizerSchemas),
      schedule: anyOf(scheduleSchemas),
    }),
    { typeMode: 'input', errorMode: 'ignore' },
  );
  const { $schema, ...network } = specJsonSchema(options);
  return {
    ...schema,
    properties: { ...properties, network },
    required: ['network'],
    additionalProperties: false,
  };
}
