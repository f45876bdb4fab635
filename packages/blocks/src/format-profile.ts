import { printable, shown } from '@nin/checks';
import type { Profile } from './profile';
import { formatBytes, formatCount, formatShape } from './quantities';

const header = ['Layer', 'Kind', 'Output', 'Params', 'MACs/image', 'Activations/image'];

/**
 * Returns a profile as a table for the terminal: a row per layer, the totals, and the memory of a training step.
 *
 * MACs and activations are per image, the memory per batch of the profile. 1 MB is 1,000,000 bytes. Control characters in layer
 * names, which may come from a file, are escaped.
 *
 * @returns lines of text without a trailing line break.
 * @throws TypeError if `profile` is not a profile; for a spec, pass `profile(spec)`.
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
    unknown.length > 0 ? [rule, `MACs are unknown for ${unknown.map(printable).join(', ')}`] : [];
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

/** Returns a count as text, or `unknown`. */
function knownCount(count: number | null): string {
  return count === null ? 'unknown' : formatCount(count);
}

function requireProfile(value: unknown): void {
  const { layers, totals, trainingMemory, unknown } = (value ?? {}) as Partial<Profile>;
  if (Array.isArray(layers) && Array.isArray(unknown) && totals && trainingMemory) return;
  throw new TypeError(`formatProfile: profile must be the result of profile(network), got ${shown(value)}`);
}

/** Returns rows as aligned columns: the first `left` columns left-aligned, the others right-aligned. */
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
