/** What has been dropped or chosen. */
export type Dropped<Given> =
  | { kind: 'official'; files: readonly Given[] }
  /** Another edition of CIFAR, which people often have. */
  | { kind: 'edition'; name: string }
  | { kind: 'other'; name: string }
  | { kind: 'nothing' };

/** The archive's six files. */
const binaries = [
  'data_batch_1.bin',
  'data_batch_2.bin',
  'data_batch_3.bin',
  'data_batch_4.bin',
  'data_batch_5.bin',
  'test_batch.bin',
];

/** Editions for Python and MATLAB, and CIFAR-100, by the names of their archives. */
const editions = /^cifar-10-(python|matlab)|^cifar-100-/i;

/**
 * Tells by their names what files may be: one archive, or some of the binary files. Whether they really are the official
 * ones is told by their hashes, when they are read.
 */
export function droppedFiles<Given extends { name: string }>(given: readonly Given[]): Dropped<Given> {
  const [first] = given;
  if (!first) return { kind: 'nothing' };
  const edition = given.find(({ name }) => editions.test(name));
  if (edition) return { kind: 'edition', name: edition.name };
  const binary = given.filter(({ name }) => binaries.includes(name));
  if (binary.length > 0) return { kind: 'official', files: binary };
  const archive = given.find(({ name }) => /\.(tar\.gz|tgz|tar)$/i.test(name));
  return archive ? { kind: 'official', files: [archive] } : { kind: 'other', name: first.name };
}
