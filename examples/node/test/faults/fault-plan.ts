/** What happens to the command when it comes to a file operation of its own. Operations count from 1. */
export type Fault =
  /** It is killed before the operation, or `within` it: half of the bytes are written. */
  | { kind: 'kill'; at: number; within?: boolean }
  /** The disk is full after half of the bytes of the operation; what is removed later gives its bytes back. */
  | { kind: 'full'; at: number }
  /** Nothing can be changed from the operation on. */
  | { kind: 'readOnly'; at: number }
  /** The clock of the system is set back by an hour before the operation. */
  | { kind: 'clockBack'; at: number }
  /** Somebody removes or renames `path` before the operation. */
  | { kind: 'remove' | 'rename'; at: number; path: string };

/** What the injector is given, as JSON in the environment. */
export interface FaultPlan {
  /** Only operations on what lies in this folder count. */
  folder: string;
  fault?: Fault;
  /** Whether each look at the clock finds that ten minutes have passed: then epochs are saved in the middle, too. */
  hasty?: boolean;
  /** Gets the operations that were done, as JSON, when the process ends by itself. */
  log?: string;
}

/** The variable of the environment that holds the plan. */
export const planVariable = 'NIN_TEST_FAULTS';

/** One call of a function of `node:fs`. */
export interface Operation {
  name: string;
  /** Its paths: for a handle, the file that it was opened for. */
  paths: string[];
  /** Whether it may change what is on the disk. */
  changes: boolean;
  /** The bytes it writes. */
  bytes: number;
}
