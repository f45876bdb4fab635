import {
  add,
  dispose,
  gather,
  losses,
  mul,
  oneHot,
  tensor1d,
  tidy,
  train,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { networkAround } from '../network-around';
import { broken, type Subject } from '../subject';
import { testImages, withModel } from '../test-models';

const classes = 3;
const labels = [0, 1, 2, 0, 1, 2];
const mostSteps = 60;

/** Fraction of the first loss that must be reached. */
const fraction = 0.7;

/** Checks that the loss on a few fixed images falls within some tens of steps. */
export async function learns(subject: Subject): Promise<void> {
  const spec = networkAround(subject, classes);
  await withModel(subject, { spec, seed: 3 }, async (model) => {
    const images = tidy(() => imagesOfClasses(subject.inputShape));
    const targets = tidy(() => oneHot(tensor1d(labels, 'int32'), classes));
    const optimizer = train.adam(0.02);
    try {
      let first: number | undefined;
      let least = Infinity;
      for (let step = 0; step < mostSteps; step++) {
        const loss = optimizer.minimize(
          () =>
            losses.softmaxCrossEntropy<Tensor, Scalar>(
              targets,
              model.apply(images, { training: true }) as Tensor,
            ),
          true,
        ) as Scalar;
        const [value = NaN] = await loss.data();
        loss.dispose();
        first ??= value;
        least = Math.min(least, value);
        if (least < fraction * first) return;
        if (!Number.isFinite(value))
          throw broken(subject, `the loss is ${value} after ${step} steps of training`);
      }
      throw broken(
        subject,
        `the loss of ${labels.length} images falls from ${first?.toPrecision(4)} to no less than ${least.toPrecision(4)} in ${mostSteps} steps of Adam: the block must learn`,
      );
    } finally {
      optimizer.dispose();
      dispose([images, targets]);
    }
  });
}

/** Returns images with one pattern per class, plus noise. */
function imagesOfClasses(inputShape: readonly number[]): Tensor {
  const [height = 0, width = 0, channels = 0] = inputShape;
  const patterns = testImages([height, width, channels], classes, 5);
  const noise = testImages(inputShape, labels.length, 6);
  return add(gather(patterns, tensor1d(labels, 'int32')), mul(noise, 0.3));
}
