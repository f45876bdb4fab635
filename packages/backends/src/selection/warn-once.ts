import { backend_util } from '@tensorflow/tfjs-core';

const given = new Set<string>();

/** Warns in words, as tfjs warns, which `tf.enableProdMode()` silences; the same words once per process. */
export function warnOnce(words: string): void {
  if (given.has(words)) return;
  given.add(words);
  backend_util.warn(words);
}
