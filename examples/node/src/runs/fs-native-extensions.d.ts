/** The part of `fs-native-extensions` (which ships no declarations) that is used here. */
declare module 'fs-native-extensions' {
  /**
   * Locks bytes of an open file for this process, until the file is closed or the process ends, however it ends.
   *
   * @returns whether the lock was free.
   */
  export function tryLock(fd: number, offset: number, length: number): boolean;
}
