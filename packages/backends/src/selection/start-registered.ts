import {
  engine,
  findBackend,
  findBackendFactory,
  getKernelsForBackend,
  KernelBackend,
  registerBackend,
  removeBackend,
  scalar,
  Tensor,
} from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-name';

type Factory = NonNullable<ReturnType<typeof findBackendFactory>>;

/** What made each backend the last time: a package registers its backend once, when it is first imported. */
const factories = new Map<BackendName, Factory>();

/**
 * Throws unless a backend whose package was imported is registered. One that was removed since it last started is
 * registered again.
 */
export function requireRegistered(name: BackendName): void {
  const hasKernels = getKernelsForBackend(name).length > 0;
  const factory = findBackendFactory(name) as Factory | null;
  if (factory && hasKernels) {
    factories.set(name, factory);
    return;
  }
  const known = factories.get(name);
  if (hasKernels && known) {
    registerBackend(name, known, priorities[name]);
    return;
  }
  throw new Error(
    hasKernels
      ? `it was removed by tf.removeBackend('${name}') before selectBackend knew it, and its package registers it once per process`
      : 'two copies of @tensorflow/tfjs-core are loaded; the backend registered itself with the other',
  );
}

/** As the packages have them, for tfjs's own choice. */
const priorities: Readonly<Record<BackendName, number>> = { webgpu: 3, webgl: 2, wasm: 2, cpu: 1 };

/**
 * Starts a registered backend, and gives the reason if it does not start: tfjs prints it and gives `false`. A backend that
 * did not start can be tried again.
 */
export async function startRegistered(
  name: BackendName,
  start: () => Promise<boolean>,
): Promise<string | undefined> {
  const entry = engine().registryFactory[name];
  const { factory } = entry;
  let problem: unknown;
  entry.factory = () => {
    try {
      const made = factory();
      if ('then' in made) made.then(undefined, (error: unknown) => (problem = error));
      return made;
    } catch (error) {
      problem = error;
      throw error;
    }
  };
  try {
    if (await start()) return undefined;
  } catch (error) {
    problem = error;
  } finally {
    entry.factory = factory;
  }
  removeBackend(name);
  registerBackend(name, factory, entry.priority);
  const reason = messageOf(problem);
  return reason === undefined ? 'it did not start' : `it did not start: ${reason}`;
}

/** tfjs-backend-wasm fails with an object that is no Error. */
function messageOf(problem: unknown): string | undefined {
  const message: unknown = problem instanceof Object && 'message' in problem ? problem.message : problem;
  return typeof message === 'string' ? message.split('\n')[0] : undefined;
}

/**
 * Throws if a second copy of tfjs-core is in play: the backend that has just started was written for it, or tensors
 * come from it. Copies share one engine and one list of kernels, so most of it works, and then something does not.
 */
export function requireOneCore(backendName: string): void {
  const tensor = scalar(0);
  const ourTensors = tensor.constructor === Tensor;
  tensor.dispose();
  if (ourTensors && findBackend(backendName) instanceof KernelBackend) return;
  throw new Error(
    "two copies of @tensorflow/tfjs-core are loaded ('npm ls @tensorflow/tfjs-core' shows them); have one, as tensors, " +
      'layers and backends of different copies do not fit together',
  );
}
