/** A damaged copy of a file. */
export interface Damaged {
  /** The damage, for messages. */
  what: string;
  bytes: Uint8Array;
}

type Random = () => number;
type Damage = (bytes: Uint8Array, below: (limit: number) => number) => Damaged;

const damages: readonly Damage[] = [flipped, zeroed, cutShort, swapped];

/**
 * Returns `count` damaged copies of a file, as many of each kind: a bit flipped, a range zeroed, the end cut off, two bytes
 * swapped; and an empty file. All copies differ from the file, which must have at least two different bytes.
 */
export function damagesOf(file: Uint8Array, count: number, next: Random): Damaged[] {
  // The slice of a Buffer would share its memory.
  const bytes = new Uint8Array(file);
  const below = (limit: number) => Math.floor(next() * limit);
  const all: Damaged[] = [{ what: 'emptied', bytes: new Uint8Array(0) }];
  while (all.length <= count) {
    const damaged = damages[all.length % damages.length](bytes, below);
    if (Buffer.compare(damaged.bytes, bytes) !== 0) all.push(damaged);
  }
  return all;
}

function flipped(bytes: Uint8Array, below: (limit: number) => number): Damaged {
  const [at, bit] = [below(bytes.length), below(8)];
  const copy = bytes.slice();
  copy[at] ^= 1 << bit;
  return { what: `bit ${bit} of byte ${at} flipped`, bytes: copy };
}

function zeroed(bytes: Uint8Array, below: (limit: number) => number): Damaged {
  const start = below(bytes.length);
  const end = start + 1 + below(512);
  return { what: `bytes ${start}–${end} zeroed`, bytes: bytes.slice().fill(0, start, end) };
}

function cutShort(bytes: Uint8Array, below: (limit: number) => number): Damaged {
  const length = below(bytes.length);
  return { what: `cut to ${length} bytes`, bytes: bytes.slice(0, length) };
}

function swapped(bytes: Uint8Array, below: (limit: number) => number): Damaged {
  const [first, second] = [below(bytes.length), below(bytes.length)];
  const copy = bytes.slice();
  [copy[first], copy[second]] = [copy[second], copy[first]];
  return { what: `bytes ${first} and ${second} swapped`, bytes: copy };
}
