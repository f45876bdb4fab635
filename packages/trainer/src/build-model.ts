import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, models, type LayersModel, type LayerVariable } from '@tensorflow/tfjs-layers';
import { sizeOf } from './shape';

type ModelJson = Exclude<Parameters<typeof models.modelFromJSON>[0]['modelTopology'], undefined>;
type TrainingConfig = Parameters<LayersModel['loadTrainingConfig']>[0];

/**
 * Builds a model as `tf.loadLayersModel` does, but with no more weights than there are to fill them: what the topology asks
 * for is not allocated first and compared afterwards. If it fails, nothing of the model is left in memory.
 *
 * @param artifacts a layers model whose weights are whole.
 * @throws what tfjs does, or a RangeError if the topology asks for more weights than there are.
 */
export async function buildModel(artifacts: tf.io.ModelArtifacts): Promise<LayersModel> {
  const { modelTopology, trainingConfig, userDefinedMetadata, weightSpecs = [], weightData } = artifacts;
  const elements = weightSpecs
    .filter(({ group }) => group !== 'optimizer')
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const made = new Set<tf.Variable>();
  try {
    // tfjs builds before its first await, so that nobody else's layers are made in between.
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

/** Adds the variables that are made meanwhile to a set. */
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

/** Lets layers make weights of a number of elements in all. They begin as zeros, as they are filled anyway. */
function withWeightLimit<Result>(elements: number, build: () => Result): Result {
  const prototype = layers.Layer.prototype as unknown as { addWeight: AddWeight };
  const { addWeight } = prototype;
  const zeros = initializers.zeros();
  let left = elements;
  prototype.addWeight = function limited(name, shape, dtype, _initializer, ...rest) {
    left -= sizeOf(shape);
    if (!(left >= 0)) {
      throw new RangeError(
        `its layers must have the ${elements} weights that are there, got more with ${name} [${shape.join(', ')}]`,
      );
    }
    // Tidied: where tfjs throws half-way, its first values would stay. Variables are not of any tidy.
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
  // Tidied: of weights of one name, the decoder keeps the last.
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
