/** How many samples are taken. */
export interface Pace {
  /** Runs before the first sample, which do not count. */
  warmUp: number;
  /** Samples there must be, however long they take. */
  atLeast: number;
  /** Samples after which it is enough. */
  atMost: number;
  /** Seconds after which no further sample is begun, once there are `atLeast`. Warm-up comes on top. */
  seconds: number;
}
