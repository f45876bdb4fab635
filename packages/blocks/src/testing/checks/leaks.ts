import { dispose, mean, memory, square, train, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { layerShapes } from '../../layer-shapes';
import { broken, type Subject } from '../subject';
import { testImages, withModel } from '../test-models';

/** Checks that building, training, using and disposing of a model leaks no tensors. */
export async function leavesNoTensor(subject: Subject): Promise<void> {
  const { spec, kinds } = subject;
  const planned = tensorsLeft(() => layerShapes(spec, undefined, { kinds }));
  if (planned !== 0) {
    throw broken(subject, `build leaks ${planned} tensors: it must create unbuilt layers only, no tensors`);
  }
  const x = testImages(spec.inputShape, 2);
  const life = () => withModel(subject, { seed: 1 }, (model) => Promise.resolve(used(model, x)));
  // A backend or a layer class may allocate tensors once, in the first run.
  await life();
  const before = memory().numTensors;
  await life();
  const left = memory().numTensors - before;
  x.dispose();
  if (left === 0) return;
  throw broken(
    subject,
    left > 0
      ? `a model that is built, trained, used and disposed of leaks ${left} tensors`
      : `disposing of a model disposes of ${-left} tensors that do not belong to it`,
  );
}

function used(model: LayersModel, x: Tensor): void {
  const optimizer = train.sgd(0.01);
  for (let step = 0; step < 2; step++) {
    optimizer.minimize(() => mean<Scalar>(square(model.apply(x, { training: true }) as Tensor)));
  }
  dispose(model.predict(x));
  optimizer.dispose();
}

function tensorsLeft(work: () => unknown): number {
  const before = memory().numTensors;
  work();
  return memory().numTensors - before;
}
