import * as tf from '@tensorflow/tfjs-core';
import type { ProgramTime } from './gpu-measurement';

/**
 * Runs something with the GPU's clock around each dispatch: how long each program took, longest first. Undefined where
 * that clock cannot be read, as in some WebGL2.
 */
export async function timePrograms(work: () => void): Promise<ProgramTime[] | undefined> {
  const { kernelMs, ...rest } = await tf.time(work);
  const { getExtraProfileInfo } = rest as { getExtraProfileInfo?: () => string };
  // Without a clock tfjs gives no number here, or zeros for all.
  if (typeof kernelMs !== 'number' || !(kernelMs > 0) || !getExtraProfileInfo) return undefined;
  return sumUp(getExtraProfileInfo());
}

/** From tfjs's `name: milliseconds, name: milliseconds, …`; names may hold commas and colons themselves. */
export function sumUp(list: string): ProgramTime[] {
  const programs = new Map<string, ProgramTime>();
  for (const [, name, text] of list.matchAll(/(.+?): (-?[\d.]+(?:e[+-]?\d+)?)(?:, |$)/gs)) {
    const before = programs.get(name) ?? { name, dispatches: 0, milliseconds: 0 };
    programs.set(name, {
      name,
      dispatches: before.dispatches + 1,
      milliseconds: before.milliseconds + Number(text),
    });
  }
  return [...programs.values()].toSorted((a, b) => b.milliseconds - a.milliseconds);
}
