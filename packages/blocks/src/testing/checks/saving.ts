import { io } from '@tensorflow/tfjs-core';
import { loadLayersModel, layers, type LayersModel } from '@tensorflow/tfjs-layers';
import { layerMacs } from '../../graph/layer-macs';
import type { AnySpec } from '../../spec';
import { plannedText } from '../graph-text';
import { broken, reasonOf, type Subject } from '../subject';
import { outputsOf, relativeDifference, testImages, withModel } from '../test-models';

/** Rounding difference of two equal models, also on a GPU. */
const tolerance = 1e-5;

/** Checks that a model has the same outputs after saving and loading, and the same layers after a JSON round trip of its spec. */
export async function savesAndLoads(subject: Subject): Promise<void> {
  const x = testImages(subject.inputShape, 2);
  try {
    await withModel(subject, { seed: 1 }, async (model) => {
      const expected = await outputsOf(model, x);
      const loaded = await loadedAgain(subject, model);
      try {
        const found = await outputsOf(loaded, x);
        const difference = relativeDifference(found.values, expected.values);
        if (difference <= tolerance) return;
        throw broken(
          subject,
          `after saving and loading, the outputs of the model differ by ${difference.toPrecision(2)} of the largest output: ${configAdvice(model)}`,
        );
      } finally {
        loaded.dispose();
      }
    });
  } finally {
    x.dispose();
  }
  survivesJson(subject);
}

async function loadedAgain(subject: Subject, model: LayersModel): Promise<LayersModel> {
  let saved: io.ModelArtifacts | undefined;
  try {
    await model.save(
      io.withSaveHandler((artifacts) => {
        saved = artifacts;
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
      }),
    );
  } catch (error) {
    throw broken(subject, `the model cannot be saved: ${reasonOf(error)}`, error);
  }
  try {
    const { weightData, ...text } = saved ?? {};
    const artifacts = { ...(JSON.parse(JSON.stringify(text)) as io.ModelArtifacts), weightData };
    return await loadLayersModel(io.fromMemory(artifacts));
  } catch (error) {
    const reason = reasonOf(error).replace(/\.? *$/, '');
    const advice = reason.startsWith('Unknown layer')
      ? 'register the class with tf.serialization.registerClass'
      : configAdvice(model);
    throw broken(subject, `the saved model cannot be loaded: ${advice} (${reason})`, error);
  }
}

/** Returns advice that names the layer classes without their own `getConfig`. */
function configAdvice(model: LayersModel): string {
  const silent = model.layers.filter(
    (layer) => isOfKind(layer) && layer.getConfig === layers.Layer.prototype.getConfig,
  );
  const names = [...new Set(silent.map((layer) => layer.getClassName()))];
  return names.length > 0
    ? `the class ${names.join(', ')} has no getConfig, which must return all arguments of its constructor`
    : 'getConfig of each layer class must return all arguments of its constructor';
}

/** Returns whether the class of a layer is not one of TensorFlow.js. */
function isOfKind(layer: layers.Layer): boolean {
  return layerMacs({ layer, inputs: [], outputs: [], inner: [] }, []) === undefined;
}

function survivesJson(subject: Subject): void {
  const spec = JSON.parse(JSON.stringify(subject.spec)) as AnySpec;
  if (plannedText(subject, spec) === plannedText(subject, subject.spec)) return;
  throw broken(
    subject,
    'the spec results in another network after a JSON round trip: fields must have JSON values',
  );
}
