import type { LayersModel } from '@tensorflow/tfjs-layers';
import { shown } from '@nin/checks';
import { classifierOf } from './classifier';
import type { ModelCard } from './model-card';
import { ModelCardError } from './model-card';
import { fieldsOfCard } from './model-card-fields';
import { requireModel } from './training-parts';

/** Name of a card in the `userDefinedMetadata` of tfjs's model files. */
export const cardEntry = 'modelCard';

/**
 * Returns the card of a model; undefined if it has none. `describeModel` sets it; it is saved and loaded with the model.
 *
 * @throws ModelCardError if the card is damaged, of an unknown version, or of another model.
 * @throws TypeError if `model` is not a classifier.
 */
export function modelCard(model: LayersModel): ModelCard | undefined {
  return cardOf('modelCard', model);
}

/** {@link modelCard} for use in other functions. `where` starts every error message. */
export function cardOf(where: string, model: LayersModel): ModelCard | undefined {
  requireModel(where, model);
  const metadata = model.getUserDefinedMetadata() as Record<string, unknown> | null | undefined;
  const written = metadata?.[cardEntry];
  if (written === undefined) return undefined;
  const { inputShape, classes } = classifierOf(where, model);
  const card = fieldsOfCard(where, written);
  const { height, width, channels } = card.input;
  const stated = [height, width, channels];
  if (stated.join() !== inputShape.join() || card.classNames.length !== classes) {
    throw new ModelCardError(
      'damaged',
      `${where}: the model's card must be of this model, with the input ${shown([...inputShape])} and ${classes} classes, ` +
        `got one with ${shown(stated)} and ${card.classNames.length}: call describeModel again`,
    );
  }
  return card;
}

/** {@link cardOf} that throws a ModelCardError if there is no card. */
export function requireCard(where: string, model: LayersModel): ModelCard {
  const card = cardOf(where, model);
  if (card) return card;
  throw new ModelCardError(
    'missing',
    `${where}: model must have a card that says how pixels are normalized and what the classes are, got none: ` +
      'call describeModel(model, { classNames, normalization }) first',
  );
}

/** Sets the saved card on a model without one. The card is not checked here, but whenever it is read. */
export function adoptCard(model: LayersModel, saved: Record<string, unknown> | undefined): void {
  const own = (model.getUserDefinedMetadata() ?? {}) as Record<string, unknown>;
  if (saved?.[cardEntry] === undefined || own[cardEntry] !== undefined) return;
  model.setUserDefinedMetadata({ ...own, [cardEntry]: saved[cardEntry] });
}
