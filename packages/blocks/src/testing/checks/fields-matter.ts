import { completeBlock } from '../../check-spec';
import { checkSpec } from '../../plan-spec';
import type { AnySpec } from '../../spec';
import { fieldSchemas, otherValues } from '../field-schemas';
import { plannedText } from '../graph-text';
import { broken, type Subject } from '../subject';
import { outputsOf, sameNumbers, testImages, withModel } from '../test-models';

/** Models built of values of a field for which the layers and their options look the same. */
const tried = 3;

/**
 * Checks that each field of the kind changes what is built: the layers, their options or connections, or, where a layer does
 * not say all of its options, what the model gives. It must for one sample and one value.
 */
export async function everyFieldMatters(subject: Subject, all: readonly Subject[]): Promise<void> {
  // Of all samples together, so once.
  if (subject !== all[0]) return;
  for (const [name, schema] of Object.entries(fieldSchemas(subject.kind))) {
    // Of one value only, there is no other that could matter.
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
      `no other value of the field ${name} was found to try: add samples that differ in it`,
    );
  }
  if (changes.some(({ subject, spec }) => plannedText(subject, spec) !== plannedText(subject, subject.spec)))
    return;
  for (const { subject, spec } of changes.slice(0, tried)) {
    if (await givesOthers(subject, spec)) return;
  }
  const { subject, spec } = first;
  const value = JSON.stringify((spec.blocks[0] as Record<string, unknown>)[name]);
  throw broken(subject, `the field ${name} does not change what build returns, such as ${name}: ${value}`);
}

/** Returns the network of a sample with other values of a field, as far as it can be built. */
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

/** Returns whether two networks with the same seed give different numbers. */
async function givesOthers(subject: Subject, spec: AnySpec): Promise<boolean> {
  const x = testImages(subject.inputShape, 1);
  try {
    const before = await withModel(subject, { seed: 1 }, (model) => outputsOf(model, x));
    const after = await withModel(subject, { seed: 1, spec }, (model) => outputsOf(model, x));
    return !sameNumbers(before.values, after.values);
  } finally {
    x.dispose();
  }
}
