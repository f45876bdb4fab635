/** A run that is being trained, here or in another tab. */
export class RunInUseError extends Error {
  override readonly name = 'RunInUseError';
  constructor() {
    super('the run is being trained in another tab');
  }
}

/**
 * Does something with a run that nothing else may do meanwhile: two trainings would write into one checkpoint. The browser
 * lets go of the lock of a tab that is closed or has crashed.
 *
 * @throws RunInUseError if another tab is at it.
 */
export async function whileLocked<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
  // Pages that came over plain HTTP from another machine have no locks.
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return work();
  return await locks.request(`nin-lab run ${id}`, { ifAvailable: true }, async (lock) => {
    if (!lock) throw new RunInUseError();
    return work();
  });
}
