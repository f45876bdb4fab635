import type { AnySpec } from '../spec';
import { withoutDropout, type Subject } from './subject';

/** Returns a network with a 1×1 convolution, the block of a sample, and a 1×1 convolution to the classes. */
export function networkAround(subject: Subject, classes: number): AnySpec {
  const { spec } = subject;
  const point = { kernelSize: 1, mlpLayers: 0, outputActivation: 'linear' };
  return {
    ...spec,
    blocks: [
      { ...point, filters: spec.inputShape[2] },
      ...withoutDropout(subject).blocks,
      { ...point, filters: classes },
    ] as AnySpec['blocks'],
  };
}
