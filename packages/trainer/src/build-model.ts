import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, models, type LayersModel, type LayerVariable } from '@tensorflow/tfjs-layers';
import { sizeOf } from './shape';

type ModelJson = Exclude<Parameters<typeof models.modelFromJSON>[0]['modelTopology'], undefined>;
type TrainingConfig = Parameters<LayersModel['loadTrainingConfig']>[0];

/**
 * Builds a model like `tf.loadLayersModel`, but never allocates more weights than the files contain: tfjs allocates those of the
 * topology first and compares afterwards. On an error, all tensors of the model are disposed.
 *
 * @param artifacts a layers model with complete weights.
 * @throws the error of tfjs, or a RangeError if the topology has more weights than the files.
 */
export async function buildModel(artifacts: tf.io.ModelArtifacts): Promise<LayersModel> {
  const { modelTopology, trainingConfig, userDefinedMetadata, weightSpecs = [], weightData } = artifacts;
  const elements = weightSpecs
    .filter(({ group }) => group !== 'optimizer')
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const made = new Set<tf.Variable>();
  try {
    // tfjs builds before its first await, so no other layers are created meanwhile.
    const building = noting(made, () =>
      withWeightLimit(elements, () => models.modelFromJSON({ modelTopology: modelTopology as ModelJson })),
    );
    const model = await building;
    if (trainingConfig) {
      noting(made, () =>
        withWeightLimit(0, () => model.loadTrainingConfig(trainingConfig as TrainingConfig)),
      );
    }
    if (userDefinedMetadata) model.setUserDefinedMetadata(userDefinedMetadata);
    await fillWeights(model, weightSpecs, weightData ?? new ArrayBuffer(0));
    return model;
  } catch (error) {
    tf.dispose([...made]);
    throw error;
  }
}

/** Runs `work` and adds the variables it creates to a set. */
function noting<Result>(made: Set<tf.Variable>, work: () => Result): Result {
  const engine = tf.engine();
  const before = new Set(Object.values(engine.registeredVariables));
  try {
    return work();
  } finally {
    for (const variable of Object.values(engine.registeredVariables)) {
      if (!before.has(variable)) made.add(variable);
    }
  }
}

type AddWeight = (
  name: string,
  shape: number[],
  dtype: tf.DataType | undefined,
  initializer: unknown,
  ...rest: unknown[]
) => LayerVariable;

/** Runs `build` with a limit on the total elements of weights. They start as zeros, since they are overwritten. */
function withWeightLimit<Result>(elements: number, build: () => Result): Result {
  const prototype = layers.Layer.prototype as unknown as { addWeight: AddWeight };
  const { addWeight } = prototype;
  const zeros = initializers.zeros();
  let left = elements;
  prototype.addWeight = function limited(name, shape, dtype, _initializer, ...rest) {
    left -= sizeOf(shape);
    if (!(left >= 0)) {
      throw new RangeError(
        `its layers must have at most the ${elements} saved weight values, got more with ${name} [${shape.join(', ')}]`,
      );
    }
    // Tidied, so that initial values are disposed if tfjs throws. Variables survive a tidy.
    const weights: LayerVariable[] = [];
    tf.tidy(() => void weights.push(addWeight.call(this, name, shape, dtype, zeros, ...rest)));
    return weights[0];
  };
  try {
    return build();
  } finally {
    prototype.addWeight = addWeight;
  }
}

async function fillWeights(
  model: LayersModel,
  specs: readonly tf.io.WeightsManifestEntry[],
  data: tf.io.WeightData,
): Promise<void> {
  // Tidied: of several weights with the same name, the decoder keeps the last.
  const decoded = tf.tidy(() => tf.io.decodeWeights(tf.io.CompositeArrayBuffer.join(data), [...specs]));
  try {
    const isState = new Set(specs.filter(({ group }) => group === 'optimizer').map(({ name }) => name));
    const named = Object.entries(decoded);
    model.loadWeights(Object.fromEntries(named.filter(([name]) => !isState.has(name))));
    const state = specs.filter(({ name }) => isState.has(name));
    const { optimizer } = model as { optimizer?: tf.Optimizer };
    if (optimizer && state.length > 0) {
      await optimizer.setWeights(
        state.flatMap(({ name }) => {
          const tensor = decoded[name];
          return tensor ? [{ name, tensor }] : [];
        }),
      );
    }
  } finally {
    tf.dispose(decoded);
  }
}
