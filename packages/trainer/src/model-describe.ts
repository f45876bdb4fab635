import { type OptionNames, requireOptions, shown } from '@nin/checks';
import { version_core as coreVersion } from '@tensorflow/tfjs-core';
import { version_layers as layersVersion, type LayersModel } from '@tensorflow/tfjs-layers';
import { version } from '../package.json';
import { classifierOf } from './classifier';
import type { ChannelNormalization, ModelCard, ModelSource } from './model-card';
import { cardEntry } from './model-card-read';
import { requireModel } from './training-parts';
import {
  classNamesOf,
  fieldsOfCard,
  lossOf,
  normalizationOf,
  outputOf,
  rangeOf,
  sourceOf,
  type Refuse,
} from './model-card-fields';
import { activationOf } from './output-activation';
import { formatShape } from './shape';

/** Argument of {@link describeModel}. Image size and number of classes are read from the model. */
export interface ModelDescription {
  /** Class name of each output. */
  classNames: readonly string[];
  /**
   * Normalization of pixels before the model: mean and std per channel of pixels / 255. `{ mean: [0], std: [1] }` for a gray
   * model that takes fractions of 255; `'inside'` for a model that takes numbers from 0 to 255.
   */
  normalization: ChannelNormalization | 'inside';
  /** Kind of outputs. Default `'probabilities'` if the model ends in softmax or sigmoid, otherwise `'logits'`. */
  output?: ModelCard['output'] | undefined;
  /** Name of the training loss, such as `sparseCategoricalCrossentropy`. */
  loss?: string | undefined;
  /** Origin of the model. Versions of this package and of tfjs are added. */
  source?: ModelSource | undefined;
}

const optionNames: OptionNames<ModelDescription> = {
  classNames: true,
  normalization: true,
  output: true,
  loss: true,
  source: true,
};

const sourceNames: OptionNames<ModelSource> = {
  data: true,
  synthetic: true,
  epochs: true,
  testAccuracy: true,
  testImages: true,
  versions: true,
};

/**
 * Sets the model's card: its inputs, outputs and origin. Replaces an existing card. The card is saved with the model, and is
 * all that `classify` needs.
 *
 * @param model a model with images [height, width, channels] as input and [batch, classes] as output.
 * @returns the card.
 * @throws TypeError or RangeError if a field is invalid or does not fit the model.
 */
export function describeModel(model: LayersModel, description: ModelDescription): ModelCard {
  requireModel('describeModel', model);
  requireOptions('describeModel: description', description, optionNames);
  if (description.source !== undefined) {
    requireOptions('describeModel: source', description.source, sourceNames);
  }
  const refuse: Refuse = (field, rule, value) => {
    throw new RangeError(`describeModel: ${field} must be ${rule}, got ${shown(value)}`);
  };
  const { inputShape, classes } = classifierOf('describeModel', model);
  const [height = null, width = null, channels] = inputShape;
  if (inputShape.length !== 3 || typeof channels !== 'number') {
    throw new TypeError(
      `describeModel: model must have an input of shape [height, width, channels], got ${formatShape(inputShape)}`,
    );
  }
  const classNames = classNamesOf(refuse, description.classNames);
  if (classNames.length !== classes) {
    refuse('classNames', `${classes} names, one for each output`, [...classNames]);
  }
  const [last] = model.outputs;
  const ending = last && activationOf(last);
  const output = outputOf(refuse, description.output ?? (ending?.bounded ? 'probabilities' : 'logits'));
  if (ending?.bounded && output === 'logits') {
    refuse('output', `'probabilities', as the model ends in ${ending.name}`, output);
  }
  const normalization = normalizationOf(refuse, description.normalization, channels);
  const source = sourceOf(refuse, description.source);
  const versions = {
    '@nin/trainer': version,
    '@tensorflow/tfjs-core': coreVersion,
    '@tensorflow/tfjs-layers': layersVersion,
    ...source?.versions,
  };
  const card = fieldsOfCard('describeModel', {
    version: 1,
    input: { height, width, channels, range: rangeOf(normalization), normalization },
    classNames,
    output,
    loss: lossOf(refuse, description.loss),
    source: { ...source, versions },
  });
  writeCard(model, card);
  return card;
}

/** Adds a card to the model's metadata. */
export function writeCard(model: LayersModel, card: ModelCard): void {
  model.setUserDefinedMetadata({ ...model.getUserDefinedMetadata(), [cardEntry]: card });
}
