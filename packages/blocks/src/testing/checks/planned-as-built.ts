import { dispose, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import type { LayerCall } from '../../graph/layer-calls';
import { isLayer, isList, type LayerGraph } from '../../graph/layer-graph';
import { layerWeights } from '../../graph/layer-weights';
import { planSpec } from '../../plan-spec';
import { profile, type Profile } from '../../profile';
import { formatShape } from '../../quantities';
import { broken, reasonOf, type Subject } from '../subject';
import { testImages, withModel } from '../test-models';

/** Checks that the planned shapes, weights and MACs of a block are those of its built layers. */
export async function plannedAsBuilt(subject: Subject): Promise<void> {
  computesPlannedShapes(subject);
  const { spec, kinds } = subject;
  const planned = rowsOf(profile(spec, { kinds }));
  const built = await withModel(subject, { seed: 1 }, (model) =>
    Promise.resolve(rowsOf(profile(model, { kinds }))),
  );
  const [missing] = planned.filter((row) => !built.includes(row));
  const [added] = built.filter((row) => !planned.includes(row));
  if (missing === undefined && added === undefined) return;
  throw broken(subject, `profile of the spec has "${missing}", profile of the built model has "${added}"`);
}

function rowsOf({ layers }: Profile): string[] {
  return layers
    .filter(({ kind }) => kind !== 'InputLayer')
    .map(
      ({ name, kind, shape, params, trainableParams, macs }) =>
        `${name} (${kind}): shape ${formatShape(shape)}, ${params} parameters (${trainableParams} trainable), ${macs} MACs`,
    );
}

/** Images per batch. The layers must accept any number. */
const batch = 2;

/** Applies each layer in order, so that the error names the first layer with a wrong plan. */
function computesPlannedShapes(subject: Subject): void {
  const { spec, kinds } = subject;
  const parts = planSpec(subject.where, spec, kinds, { seed: 1 });
  const used = new Set<layers.Layer>();
  let result: Tensor = testImages(spec.inputShape, batch);
  try {
    for (const { graph, calls } of parts) {
      const rest = [...calls];
      const before = result;
      result = tidy(() => applyPlanned(subject, graph, before, rest, used));
      if (result !== before) before.dispose();
    }
  } finally {
    dispose(result);
    used.forEach((layer) => layer.dispose());
  }
}

/** Computes a part of a graph, with its layers in the order of `calls`. Removes the checked calls. */
function applyPlanned(
  subject: Subject,
  graph: LayerGraph,
  input: Tensor,
  calls: LayerCall[],
  used: Set<layers.Layer>,
): Tensor {
  const follow = (part: LayerGraph, x: Tensor): Tensor => {
    if (isLayer(part)) return use(part, x);
    if (isList(part)) return part.reduce<Tensor>((current, next) => follow(next, current), x);
    return use(
      part.merge,
      part.branches.map((branch) => follow(branch, x)),
    );
  };
  const use = (layer: layers.Layer, x: Tensor | Tensor[]): Tensor => {
    const call = calls.shift();
    if (call?.layer !== layer) throw broken(subject, `layer ${layer.name} is not at its planned position`);
    return applyLayer(subject, call, x, used);
  };
  return follow(graph, input);
}

function applyLayer(
  subject: Subject,
  call: LayerCall,
  x: Tensor | Tensor[],
  used: Set<layers.Layer>,
): Tensor {
  const { layer } = call;
  const named = `layer ${layer.name} (${layer.getClassName()})`;
  const again = used.has(layer);
  const planned = again ? undefined : layerWeights(subject.where, call, true);
  const outputs = applied(subject, named, layer, x);
  used.add(layer);
  const shapes = outputs.map(({ shape }) => formatShape(shape));
  const plannedShapes = call.outputs.map((shape) => formatShape([batch, ...shape]));
  if (shapes.join() !== plannedShapes.join()) {
    throw broken(
      subject,
      `computeOutputShape of ${named} returns ${plannedShapes.join(' and ')}, but the layer computes ${shapes.join(' and ')}`,
    );
  }
  if (planned) {
    requireWeights(subject, `trainable weights of ${named}`, planned.trainable, layer.trainableWeights);
    requireWeights(subject, `other weights of ${named}`, planned.nonTrainable, layer.nonTrainableWeights);
  }
  return outputs[0];
}

function applied(subject: Subject, named: string, layer: layers.Layer, x: Tensor | Tensor[]): Tensor[] {
  try {
    const result = layer.apply(x) as Tensor | Tensor[];
    return Array.isArray(result) ? result : [result];
  } catch (error) {
    throw broken(subject, `${named} cannot be computed: ${reasonOf(error)}`, error);
  }
}

function requireWeights(
  subject: Subject,
  which: string,
  planned: readonly number[][],
  weights: layers.Layer['weights'],
): void {
  const expected = planned.map((shape) => formatShape(shape)).join(', ');
  const found = weights.map(({ shape }) => formatShape(shape as number[])).join(', ');
  if (expected === found) return;
  throw broken(subject, `the ${which} are planned as ${expected || 'none'}, but are ${found || 'none'}`);
}
