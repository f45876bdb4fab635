import { printable, shown } from '@nin/checks';
import type { Profile } from './profile';
import { formatBytes, formatCount, formatShape } from './quantities';

const header = ['Layer', 'Kind', 'Output', 'Params', 'MACs/image', 'Activations/image'];

/**
 * A profile as a table for the terminal: a row for each layer, the sums, and the memory of a training step.
 *
 * MACs and activations are for one image, the memory for the profile's batch. 1 MB is 1,000,000 bytes. Names of layers,
 * which may come from a file, stay on their line and cannot steer the terminal.
 *
 * @returns Lines of text, without a line break at the end.
 * @throws TypeError if `profile` is something else, such as a spec: give `profile(spec)`.
 */
export function formatProfile(profile: Profile): string {
  requireProfile(profile);
  const { layers, totals, trainingMemory: memory, batchSize, optimizerSlots, unknown } = profile;
  const rows = layers.map(({ name, kind, shape, params, macs, activationBytes }) => [
    printable(name),
    printable(kind),
    formatShape(shape),
    formatCount(params),
    knownCount(macs),
    formatBytes(activationBytes),
  ]);
  const total = [
    'Total',
    '',
    '',
    formatCount(totals.params),
    knownCount(totals.macs),
    formatBytes(totals.activationBytes),
  ];
  const table = aligned([header, ...rows, total], 3);
  const rule = '─'.repeat(Math.max(...table.map((line) => line.length)));
  const facts = [
    ['Trainable params', formatCount(totals.trainableParams)],
    ['Non-trainable params', formatCount(totals.nonTrainableParams)],
    [`Training memory, batch size ${batchSize}`, formatBytes(memory.total)],
    ['  weights', formatBytes(memory.weights)],
    ['  gradients', formatBytes(memory.gradients)],
    [`  optimizer, ${optimizerSlots} × gradients`, formatBytes(memory.optimizer)],
    [`  activations, ${batchSize} × one image`, formatBytes(memory.activations)],
  ];
  const warning =
    unknown.length > 0 ? [rule, `MACs are not known of ${unknown.map(printable).join(', ')}`] : [];
  return [
    table[0],
    rule,
    ...table.slice(1, -1),
    rule,
    table.at(-1),
    rule,
    ...aligned(facts, 1),
    ...warning,
  ].join('\n');
}

/** A count, or that it is not known. */
function knownCount(count: number | null): string {
  return count === null ? 'unknown' : formatCount(count);
}

function requireProfile(value: unknown): void {
  const { layers, totals, trainingMemory, unknown } = (value ?? {}) as Partial<Profile>;
  if (Array.isArray(layers) && Array.isArray(unknown) && totals && trainingMemory) return;
  throw new TypeError(`formatProfile: profile must be what profile(network) gives, got ${shown(value)}`);
}

/** Rows as lines in columns: the first `left` are aligned to the left, the rest, figures, to the right. */
function aligned(rows: readonly string[][], left: number): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < left ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
