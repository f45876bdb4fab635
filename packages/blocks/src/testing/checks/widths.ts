import { layerShapes } from '../../layer-shapes';
import { checkSpec } from '../../plan-spec';
import { profile } from '../../profile';
import { formatShape } from '../../quantities';
import type { AnySpec } from '../../spec';
import { withClasses } from '../../with-classes';
import { withMlpLayers } from '../../with-mlp-layers';
import { withWidth } from '../../with-width';
import { networkAround } from '../network-around';
import { broken, reasonOf, type Subject } from '../subject';
import { outputsOf, testImages, withModel } from '../test-models';

/** Checks `withClasses` and `withWidth` of a block, and `withMlpLayers` if the kind has 1×1 convolutions. */
export async function changesWidth(subject: Subject): Promise<void> {
  const { spec, kinds, kind } = subject;
  // A block without weights cannot choose its outputs.
  if (profile(spec, { kinds }).totals.params > 0 || kind.withOutputs) {
    for (const classes of [1, 7]) await givesClasses(subject, classes);
  }
  if (profile(spec, { kinds }).totals.params > 0 || kind.withWidth) widens(subject);
  if ('mlpLayers' in kind.fields || kind.withMlpLayers) changesMlpLayers(subject);
}

async function givesClasses(subject: Subject, classes: number): Promise<void> {
  const { spec, kinds } = subject;
  const changed = changedBy(subject, `withClasses(spec, ${classes})`, () =>
    withClasses(spec, classes, { kinds }),
  );
  const x = testImages(spec.inputShape, 2);
  try {
    const { shape } = await withModel(subject, { spec: changed }, (model) => outputsOf(model, x));
    if (shape[1] === classes) return;
    throw broken(
      subject,
      `withClasses(spec, ${classes}) returns a network with ${shape[1]} classes: withOutputs must return the fields of a block with that number of outputs`,
    );
  } finally {
    x.dispose();
  }
}

/** Widens the block in the middle of a network, and at its end, where its outputs are the classes. */
function widens(subject: Subject): void {
  const { spec, kinds } = subject;
  for (const network of [networkAround(subject, 3), spec]) {
    const isMiddle = network !== spec;
    const wide = changedBy(subject, 'withWidth(spec, 2)', () => withWidth(network, 2, { kinds }));
    const [before, after] = [classesOf(subject, network), classesOf(subject, wide)];
    if (before !== after) {
      throw broken(
        subject,
        `withWidth(spec, 2) changes ${before} classes to ${after}: withWidth of the kind must keep the outputs if keepOutputs is true`,
      );
    }
    const index = isMiddle ? 1 : 0;
    const [params, more] = [blockParams(subject, network, index), blockParams(subject, wide, index)];
    if (more < params)
      throw broken(subject, `withWidth(spec, 2) changes ${params} parameters of the block to ${more}`);
    if (isMiddle && more === params && params > 0) {
      throw broken(subject, `withWidth(spec, 2) leaves the block at ${params} parameters`);
    }
  }
}

function changesMlpLayers(subject: Subject): void {
  const { spec, kinds } = subject;
  const before = outputsOfBlock(subject, spec);
  const params = [0, 1, 3].map((count) => {
    const call = `withMlpLayers(spec, ${count})`;
    const changed = changedBy(subject, call, () => withMlpLayers(spec, count, { kinds }));
    const after = outputsOfBlock(subject, changed);
    if (after !== before)
      throw broken(subject, `${call} changes the outputs of the block from ${before} to ${after}`);
    return blockParams(subject, changed, 0);
  });
  if (new Set(params).size < params.length) {
    throw broken(
      subject,
      `withMlpLayers does not change the parameters: 0, 1 and 3 layers have ${params.join(', ')}`,
    );
  }
}

/** Returns a changed network, after checking that it can be built. */
function changedBy(subject: Subject, call: string, change: () => AnySpec): AnySpec {
  let changed: AnySpec;
  try {
    changed = change();
  } catch (error) {
    throw broken(subject, `${call} throws: ${reasonOf(error)}`, error);
  }
  const [problem] = checkSpec(changed, { kinds: subject.kinds });
  if (problem) throw broken(subject, `${call} returns a spec that cannot be built: ${problem.message}`);
  return changed;
}

function classesOf({ kinds }: Subject, spec: AnySpec): number | undefined {
  return layerShapes(spec, undefined, { kinds }).at(-1)?.shape[0];
}

function outputsOfBlock({ kinds }: Subject, spec: AnySpec): string {
  return formatShape(layerShapes(spec, undefined, { kinds })[0]?.shape ?? []);
}

/** Returns the number of parameters of block `index`, from 0. */
function blockParams({ kinds }: Subject, spec: AnySpec, index: number): number {
  return profile(spec, { kinds })
    .layers.filter(({ name }) => name.startsWith(`block${index + 1}/`))
    .reduce((sum, { params }) => sum + params, 0);
}
