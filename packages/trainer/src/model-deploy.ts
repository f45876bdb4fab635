import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { type CheckpointHandler, handlerFor, nameOfHandler } from './checkpoint-handler';
import type { ModelCard } from './model-card';
import { cardEntry, requireCard } from './model-card-read';
import { requireFiniteToSave } from './model-finite';
import { normalizationLayer, softmaxLayer, withLayers } from './model-topology';

/**
 * Returns a copy of a model that takes raw pixels from 0 to 255 and outputs probabilities: normalization and softmax are
 * ordinary layers, so tfjs-layers alone can run it. The model itself is unchanged.
 *
 * Normalization is a frozen 1×1 depthwise convolution named `normalization`: it multiplies by 1 / (255 · std) and adds
 * −mean / std. It is not folded into the first convolution, whose zero padding must be zeros after normalization. Outputs agree
 * with `classify` on the model up to float32 rounding.
 *
 * @param model a model with a card, see `describeModel`; the copy's card says `'inside'` and `'probabilities'`.
 * @returns a separate model; dispose both.
 * @throws ModelCardError if the model has no card, or a damaged one.
 */
export async function deployableModel(model: LayersModel): Promise<LayersModel> {
  return loadLayersModel(tf.io.fromMemory(await deployableArtifacts('deployableModel', model)));
}

/**
 * Saves the {@link deployableModel} of a model without building it; fast enough to save after every epoch.
 *
 * @param handler destination: a tfjs IOHandler such as `fileSystem(directory)`, or a URL such as `indexeddb://model`.
 * @throws ModelCardError if the model has no card, or a damaged one.
 * @throws ModelFileError if a weight is NaN or infinite; otherwise what the handler throws.
 */
export async function saveDeployable(
  handler: CheckpointHandler,
  model: LayersModel,
): Promise<tf.io.SaveResult> {
  const { save } = handlerFor('save', handler, 'saveDeployable: handler');
  const artifacts = await deployableArtifacts('saveDeployable', model);
  requireFiniteToSave(nameOfHandler(handler), artifacts, 'saveDeployable');
  return save(artifacts);
}

async function deployableArtifacts(where: string, model: LayersModel): Promise<tf.io.ModelArtifacts> {
  const card = requireCard(where, model);
  const { normalization } = card.input;
  const inner = await artifactsOf(model);
  const taken = model.layers.map(({ name }) => name);
  const head = normalization === 'inside' ? undefined : normalizationLayer(card.input, normalization, taken);
  const tail = card.output === 'logits' ? softmaxLayer(taken) : undefined;
  const { weightSpecs = [], weightData = new ArrayBuffer(0) } = inner;
  const written: ModelCard = {
    ...card,
    input: { ...card.input, range: [0, 255], normalization: 'inside' },
    output: 'probabilities',
  };
  return {
    ...inner,
    modelTopology: withLayers(inner.modelTopology as object, head?.layer, tail),
    weightSpecs: [...(head?.specs ?? []), ...weightSpecs],
    // Joined: of two buffers, tfjs reads the wrong bytes if the second is longer.
    weightData: tf.io.CompositeArrayBuffer.join([...(head ? [head.data] : []), ...[weightData].flat()]),
    userDefinedMetadata: { ...inner.userDefinedMetadata, [cardEntry]: written },
  };
}

/** Returns a model as tfjs saves it. */
async function artifactsOf(model: LayersModel): Promise<tf.io.ModelArtifacts> {
  return new Promise((resolve, reject) => {
    const take = tf.io.withSaveHandler((artifacts) => {
      resolve(artifacts);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    });
    model.save(take).catch(reject);
  });
}
