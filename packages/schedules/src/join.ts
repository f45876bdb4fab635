import { requireArray, requireFunction, requirePositiveInteger } from '@nin/checks';
import type { Schedule } from './schedule';

/**
 * Returns schedules one after another. Each counts its steps from its boundary.
 *
 * `schedules[0](step)` before `boundaries[0]`; from `boundaries[i]` on, `schedules[i + 1](step − boundaries[i])`.
 *
 * @param schedules at least one.
 * @param boundaries first step of each schedule except the first: increasing positive integers, one fewer than schedules.
 * @throws RangeError if there are no schedules, or the boundaries are invalid; TypeError if a schedule is not a function.
 * @see `join_schedules` of optax, with the same semantics.
 */
export function join(schedules: readonly Schedule[], boundaries: readonly number[]): Schedule {
  requireArray('join: schedules', schedules);
  requireArray('join: boundaries', boundaries);
  schedules.forEach((schedule, i) => requireFunction(`join: schedules[${i}]`, schedule));
  const [first, ...rest] = schedules;
  if (first === undefined) throw new RangeError('join: schedules must have at least one schedule, got 0');
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
