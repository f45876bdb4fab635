import { setBackend } from '@tensorflow/tfjs-core';
import { installTrainingKernels, trainingKernelNames } from '../install-training-kernels';
import { selfCheck, type SelfCheck } from '../self-check/self-check';
import type { BackendName } from './backend-name';
import type { Candidate, DeviceDescription, Precision, StartOptions } from './candidate';
import { requireOneCore, requireRegistered, startRegistered } from './start-registered';

/** A backend that runs, is current and has passed its self-check. */
export interface StartedBackend extends DeviceDescription {
  name: BackendName;
  precision: Precision;
  kernels: string[];
  check: SelfCheck;
}

/** The undo of the installation that `selectBackend` keeps on each backend. */
const heldKernels = new Map<BackendName, () => void>();

/**
 * Starts a backend, makes it current, installs the training kernels and checks its results.
 *
 * @throws Error with the reason if the backend is missing, does not start, or computes wrong results.
 */
export async function tryBackend(candidate: Candidate, options: StartOptions): Promise<StartedBackend> {
  const { name, starting = (_, start) => start(), usePrecision = () => 'float32' } = candidate;
  const { kernels } = options;
  await candidate.load(options);
  requireRegistered(name);
  holdKernels(name, kernels);
  const failure = await startRegistered(name, () => starting(options, () => setBackend(name)));
  if (failure !== undefined) {
    releaseKernels(name);
    throw new Error(failure);
  }
  requireOneCore(name);
  const obstacle = kernels ? candidate.whyNoTraining?.() : undefined;
  if (obstacle) {
    releaseKernels(name);
    throw new Error(obstacle);
  }
  let precision = kernels ? usePrecision(options.precision) : 'float32';
  let { check, fault } = await checked(options, precision);
  if (fault && precision === 'float16') {
    precision = usePrecision('float32');
    ({ check, fault } = await checked(options, precision));
  }
  if (fault) {
    releaseKernels(name);
    throw new Error(`failed the self-check: ${fault}`);
  }
  return {
    name,
    ...(await candidate.describe(options)),
    precision,
    kernels: kernels ? trainingKernelNames(name) : [],
    check,
  };
}

/** Half precision has eleven bits; the relative error of sums of hundreds of such products stays below this. */
const halfTolerance = 5e-3;

/** Runs the self-check for a precision; `fault` describes the first required check that failed. */
async function checked(
  { kernels }: StartOptions,
  precision: Precision,
): Promise<{ check: SelfCheck; fault: string | undefined }> {
  const check = await selfCheck(precision === 'float16' ? { tolerance: halfTolerance } : {});
  const needed = kernels ? check.checks : check.checks.filter((one) => !one.name.includes('gradient'));
  const wrong = needed.find((one) => !one.passed);
  const fault =
    wrong && `${wrong.name}: ${wrong.message ?? `relative error ${wrong.error.toExponential(1)}`}`;
  return { check, fault };
}

function holdKernels(name: BackendName, wanted: boolean): void {
  // Installed again before the old installation is undone, so that layers loaded in between are changed too.
  const hold = wanted ? installTrainingKernels(name) : undefined;
  releaseKernels(name);
  if (hold) heldKernels.set(name, hold);
}

function releaseKernels(name: BackendName): void {
  heldKernels.get(name)?.();
  heldKernels.delete(name);
}
