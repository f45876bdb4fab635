import * as tf from '@tensorflow/tfjs-core';
import type { ProgramTime } from '../result/result';

/**
 * Runs `work` with the GPU's clock around each dispatch; returns the time of each program, longest first, or undefined where
 * that clock cannot be read, as in some WebGL2.
 */
export async function timePrograms(work: () => void): Promise<ProgramTime[] | undefined> {
  const { kernelMs, ...rest } = await tf.time(work);
  const { getExtraProfileInfo } = rest as { getExtraProfileInfo?: () => string };
  // Without a clock tfjs has no number here, or zeros for all.
  if (typeof kernelMs !== 'number' || !(kernelMs > 0) || !getExtraProfileInfo) return undefined;
  return sumPrograms(getExtraProfileInfo());
}

/** Reads tfjs's `name: milliseconds, name: milliseconds, …`; names may have commas and colons themselves. */
export function sumPrograms(list: string): ProgramTime[] {
  const programs = new Map<string, ProgramTime>();
  for (const [, name, text] of list.matchAll(/(.+?): (-?[\d.]+(?:e[+-]?\d+)?)(?:, |$)/gs)) {
    const before = programs.get(name) ?? { name, calls: 0, milliseconds: 0 };
    programs.set(name, {
      name,
      calls: before.calls + 1,
      milliseconds: before.milliseconds + Number(text),
    });
  }
  return [...programs.values()].toSorted((a, b) => b.milliseconds - a.milliseconds);
}
