import { completeBlock } from '../../check-spec';
import { checkSpec } from '../../plan-spec';
import type { AnySpec } from '../../spec';
import { fieldSchemas, otherValues } from '../field-schemas';
import { plannedText } from '../graph-text';
import { broken, type Subject } from '../subject';
import { outputsOf, sameValues, testImages, withModel } from '../test-models';

/** Number of models to build if the layers and their options are equal for several values of a field. */
const tried = 3;

/**
 * Checks that each field of the kind has an effect, for at least one sample and value: on the layers, their options or
 * connections, or, because a layer may not report all of its options, on the outputs of the model.
 */
export async function everyFieldMatters(subject: Subject, all: readonly Subject[]): Promise<void> {
  // Checked once, for all samples together.
  if (subject !== all[0]) return;
  for (const [name, schema] of Object.entries(fieldSchemas(subject.kind))) {
    // A field with a single value cannot have an effect.
    if (schema.enum?.length !== 1 && !('const' in schema)) await fieldMatters(name, all);
  }
}

async function fieldMatters(name: string, all: readonly Subject[]): Promise<void> {
  const changes = all.flatMap((subject) =>
    changedSpecs(subject, name, all).map((spec) => ({ subject, spec })),
  );
  const [first] = changes;
  if (!first) {
    throw broken(
      all[0],
      `found no other value of the field ${name} to try: add samples with different values`,
    );
  }
  if (changes.some(({ subject, spec }) => plannedText(subject, spec) !== plannedText(subject, subject.spec)))
    return;
  for (const { subject, spec } of changes.slice(0, tried)) {
    if (await changesOutputs(subject, spec)) return;
  }
  const { subject, spec } = first;
  const value = JSON.stringify((spec.blocks[0] as Record<string, unknown>)[name]);
  throw broken(subject, `the field ${name} does not change what build returns, such as ${name}: ${value}`);
}

/** Returns the valid networks of a sample with other values of a field. */
function changedSpecs(
  { kind, kinds, block, spec }: Subject,
  name: string,
  all: readonly Subject[],
): AnySpec[] {
  const schema = fieldSchemas(kind)[name] ?? {};
  const { options } = completeBlock(block, kinds);
  const now = options[name];
  const ofSamples = all.map((other) => other.block[name]).filter((value) => value !== undefined);
  const values = [...ofSamples, ...otherValues(schema, now)];
  return values
    .filter((value) => JSON.stringify(value) !== JSON.stringify(now))
    .map((value) => ({ ...spec, blocks: [{ ...block, [name]: value }] }))
    .filter((changed) => checkSpec(changed, { kinds }).length === 0);
}

/** Returns whether the networks have different outputs for the same seed. */
async function changesOutputs(subject: Subject, spec: AnySpec): Promise<boolean> {
  const x = testImages(subject.inputShape, 1);
  try {
    const before = await withModel(subject, { seed: 1 }, (model) => outputsOf(model, x));
    const after = await withModel(subject, { seed: 1, spec }, (model) => outputsOf(model, x));
    return !sameValues(before.values, after.values);
  } finally {
    x.dispose();
  }
}
