import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** Where a result comes from. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryBytes: number;
  os: string;
  /** Mean number of busy processes in the minute before the run: above 0, somebody else was at work. */
  loadBefore: number;
}

/** Describes this machine, before it is busy with us. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    os: `${type()} ${release()} ${process.arch}`,
    loadBefore: loadavg()[0],
  };
}
