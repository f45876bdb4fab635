import { requireArray, requireFunction, requirePositiveInteger } from '@nin/checks';
import type { Schedule } from './schedule';

/**
 * Schedules one after another. Each counts its steps from the boundary it begins at.
 *
 * `schedules[0](step)` below `boundaries[0]`; from `boundaries[i]` on, `schedules[i + 1](step − boundaries[i])`.
 *
 * @param schedules At least one.
 * @param boundaries The step at which each schedule but the first begins: positive integers, each above the last,
 *   one fewer than schedules.
 * @throws RangeError if there are no schedules, or the boundaries do not fit; TypeError if one is no function.
 * @see `join_schedules` of optax, which has the same meaning.
 */
export function join(schedules: readonly Schedule[], boundaries: readonly number[]): Schedule {
  requireArray('join: schedules', schedules);
  requireArray('join: boundaries', boundaries);
  schedules.forEach((schedule, i) => requireFunction(`join: schedules[${i}]`, schedule));
  const [first, ...rest] = schedules;
  if (first === undefined) throw new RangeError('join: schedules must hold at least one schedule, got 0');
  if (boundaries.length !== rest.length) {
    throw new RangeError(
      `join: boundaries must be one fewer than the ${schedules.length} schedules, got ${boundaries.length}`,
    );
  }
  const parts = rest.map((schedule, i) => {
    const from = boundaries[i] ?? NaN;
    const last = boundaries[i - 1] ?? 0;
    requirePositiveInteger(`join: boundaries[${i}]`, from);
    if (from <= last) throw new RangeError(`join: boundaries must increase, got ${from} after ${last}`);
    return { from, schedule };
  });
  return (step) => {
    const part = parts.findLast(({ from }) => step >= from);
    return part === undefined ? first(step) : part.schedule(step - part.from);
  };
}
