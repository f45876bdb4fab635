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

/** The last factory of each backend: a package registers its backend only once, at its first import. */
const factories = new Map<BackendName, Factory>();

/**
 * Throws unless the backend of an imported package is registered. A backend that was removed after its last start is
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
      ? `it was removed by tf.removeBackend('${name}') before the first selectBackend, and its package registers it only once per process`
      : 'two copies of @tensorflow/tfjs-core are loaded; the backend registered itself with the other',
  );
}

/** The priorities that the packages register, for tfjs's own selection. */
const priorities: Readonly<Record<BackendName, number>> = { webgpu: 3, webgl: 2, wasm: 2, cpu: 1 };

/**
 * Starts a registered backend. Returns the reason if it does not start, which tfjs only prints; otherwise undefined. A
 * backend that did not start can be tried again.
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

/** tfjs-backend-wasm rejects with an object that is not an Error. */
function messageOf(problem: unknown): string | undefined {
  const message: unknown = problem instanceof Object && 'message' in problem ? problem.message : problem;
  return typeof message === 'string' ? message.split('\n')[0] : undefined;
}

/**
 * Throws if two copies of tfjs-core are loaded: the started backend or new tensors belong to the other copy. The copies
 * share one engine and one kernel registry, so that most operations work and some fail later.
 */
export function requireOneCore(backendName: string): void {
  const tensor = scalar(0);
  const ourTensors = tensor.constructor === Tensor;
  tensor.dispose();
  if (ourTensors && findBackend(backendName) instanceof KernelBackend) return;
  throw new Error(
    "two copies of @tensorflow/tfjs-core are loaded ('npm ls @tensorflow/tfjs-core' shows them); keep only one: tensors, " +
      'layers and backends of different copies do not work together',
  );
}
