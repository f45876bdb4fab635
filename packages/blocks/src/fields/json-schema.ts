import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { blockSchema, onlyKinds, specSchema, type KindOptions } from '../check-spec';
import { limits } from '../limits';
import { positiveInteger } from './fields';

/**
 * Returns the JSON Schema (draft 7) of specs with blocks of the given kinds, for forms, editors and tables. Every field has its
 * type, range, default and description. Each kind is one schema, with `kind` as a constant.
 *
 * Rules between fields (`check` of a kind) and shapes are not in the schema; `checkSpec` checks them.
 *
 * @throws TypeError or RangeError if an option is wrong.
 */
export function specJsonSchema(options: KindOptions = {}): JsonSchema {
  const kinds = onlyKinds('specJsonSchema', options);
  const blocks = kinds.map((kind) =>
    v.pipe(blockSchema(kind), v.title(kind.kind), v.description(kind.description)),
  );
  const size = positiveInteger(limits.side);
  return toJsonSchema(
    v.object({
      ...specSchema.entries,
      inputShape: v.pipe(
        v.tuple([size, size, size]),
        v.description('[height, width, channels] of one image.'),
      ),
      blocks: v.pipe(v.array(v.union(blocks)), v.minLength(1)),
    }),
    { typeMode: 'input', errorMode: 'ignore' },
  );
}
