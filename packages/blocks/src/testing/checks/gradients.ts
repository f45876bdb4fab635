import {
  mean,
  squaredDifference,
  tensor,
  tidy,
  variableGrads,
  type Scalar,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { broken, reasonOf, withoutDropout, type Subject } from '../subject';
import { testImages, testValues, withModel } from '../test-models';

/** Number of random weights to try: a dead ReLU or a kink within a step can fail once by chance, but not three times. */
const attempts = 3;

/**
 * Checks the gradients of all trainable weights against finite differences of the loss, in inference and in training. Gradients
 * must not be zero in inference; in training they may be, because batch normalization cancels a bias before it.
 */
export async function gradientsAreRight(subject: Subject): Promise<void> {
  let problem: string | undefined;
  for (let seed = 1; seed <= attempts; seed++) {
    problem = await withModel(subject, { spec: withoutDropout(subject), seed }, (model) =>
      gradientProblem(model, subject.inputShape, seed),
    );
    if (problem === undefined) return;
  }
  throw broken(subject, `${problem}`);
}

async function gradientProblem(
  model: LayersModel,
  inputShape: readonly number[],
  seed: number,
): Promise<string | undefined> {
  await perturbConstants(model, seed);
  const images = testImages(inputShape, 2, seed);
  try {
    const inference = new Loss(model, images, false);
    const training = new Loss(model, images, true);
    const problem = await differenceProblem(inference, 'in inference', seed);
    if (problem !== undefined) return problem;
    // A random training pass, as with dropout inside the block, has no finite differences.
    const isFixed = (await training.value()) === (await training.value());
    return isFixed ? await differenceProblem(training, 'in training', seed) : undefined;
  } finally {
    images.dispose();
  }
}

/** Perturbs constant weights, such as zeros: a zero scale blocks gradients, and a zero bias is the kink of a ReLU. */
async function perturbConstants(model: LayersModel, seed: number): Promise<void> {
  for (const [i, weight] of model.trainableWeights.entries()) {
    const values = await weight.read().data<'float32'>();
    if (values.some((value) => value !== values[0])) continue;
    const moves = testValues(values.length, 100 * seed + i);
    write(
      weight.read() as Variable,
      values.map((value, j) => value + 0.16 + 0.14 * (moves[j] ?? NaN)),
    );
  }
}

function write(variable: Variable, values: Float32Array): void {
  tidy(() => variable.assign(tensor(values, variable.shape)));
}

/** Mean squared error between the outputs of a model and fixed targets. */
class Loss {
  constructor(
    readonly model: LayersModel,
    private readonly images: Tensor,
    private readonly training: boolean,
  ) {}

  /** Returns the loss, summed in float64. */
  async value(): Promise<number> {
    const y = tidy(() => this.outputs());
    const values = await y.data<'float32'>();
    y.dispose();
    const targets = this.targets(values.length);
    return values.reduce((sum, value, i) => sum + (value - (targets[i] ?? NaN)) ** 2, 0) / values.length;
  }

  /** Returns the gradients by variable name. Variables without influence on the loss are missing. */
  async gradients(): Promise<Map<string, Float32Array>> {
    const variables = this.model.trainableWeights.map((weight) => weight.read() as Variable);
    const { value, grads } = variableGrads(() => {
      const y = this.outputs();
      return mean<Scalar>(squaredDifference(y, tensor(this.targets(y.size), y.shape)));
    }, variables);
    value.dispose();
    const entries = Object.entries(grads).map(async ([name, gradient]) => {
      const values = await gradient.data<'float32'>();
      gradient.dispose();
      return [name, values] as const;
    });
    return new Map(await Promise.all(entries));
  }

  private outputs(): Tensor {
    return this.model.apply(this.images, { training: this.training }) as Tensor;
  }

  private targets(count: number): Float32Array {
    return testValues(count, 7);
  }
}

async function differenceProblem(loss: Loss, mode: string, seed: number): Promise<string | undefined> {
  const found = await loss.gradients().catch((error: unknown) => reasonOf(error));
  if (typeof found === 'string') return `the gradients ${mode} cannot be computed: ${found}`;
  for (const weight of loss.model.trainableWeights) {
    const variable = weight.read() as Variable;
    const which = `gradient of ${weight.originalName} ${mode}`;
    const gradient = found.get(variable.name);
    if (!gradient) return `there is no ${which}: the outputs do not depend on the weight`;
    if (!gradient.every(Number.isFinite)) return `the ${which} is not finite`;
    const isZero = gradient.every((value) => value === 0);
    if (isZero && mode === 'in inference') return `the ${which} is zero`;
    const problem = await directionProblem(loss, variable, gradient, seed);
    if (problem !== undefined) return `the ${which} ${problem}`;
  }
  return undefined;
}

/** Step sizes. Large steps cross kinks, small steps suffer from float32 rounding. */
const steps = [1 / 64, 1 / 256, 1 / 16];

/** Rounding error of a loss of 1. */
const rounding = 3e-6;

const tolerance = 0.05;

/** Checks along the gradient, which detects a wrong length, and along random signs, which detect wrong components. */
async function directionProblem(
  loss: Loss,
  variable: Variable,
  gradient: Float32Array,
  seed: number,
): Promise<string | undefined> {
  const count = gradient.length;
  const length = Math.hypot(...gradient);
  const signs = testValues(count, seed + 50).map((value) => (value < 0 ? -1 : 1) / Math.sqrt(count));
  const directions = [gradient.map((value) => value / (length || 1)), signs];
  const at = (await variable.data<'float32'>()).slice();
  const size = await loss.value();
  for (const direction of directions) {
    const expected = direction.reduce((sum, part, i) => sum + part * (gradient[i] ?? NaN), 0);
    const scale = Math.max(Math.abs(expected), length / Math.sqrt(count));
    const differences: number[] = [];
    for (const step of steps) {
      const along = async (sign: number) => {
        write(
          variable,
          at.map((value, i) => value + sign * step * (direction[i] ?? NaN)),
        );
        return loss.value();
      };
      const difference = ((await along(1)) - (await along(-1))) / (2 * step);
      differences.push(difference);
      if (Math.abs(difference - expected) <= tolerance * scale + (rounding * (1 + size)) / step) break;
    }
    write(variable, at);
    if (differences.length === steps.length) {
      return `is wrong: the slope in a direction is ${expected.toPrecision(4)} by the gradient, but ${differences[0]?.toPrecision(4)} by finite differences`;
    }
  }
  return undefined;
}
