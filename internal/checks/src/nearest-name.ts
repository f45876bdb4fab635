import leven from 'leven';

/**
 * Returns the one of `names` that `name` is probably meant to be; undefined if none is similar.
 *
 * Ignores case, underscores and hyphens (`weight_decay`, `batchsize`). Accepts initials (`lr` for `learningRate`), prefixes of
 * at least three letters, and typing errors in up to a third of the letters.
 */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = plain(name);
  const same = names.find((one) => plain(one) === wanted);
  if (same !== undefined) return same;
  const abbreviated = names.find(
    (one) => initials(one) === wanted || (wanted.length >= 3 && plain(one).startsWith(wanted)),
  );
  if (abbreviated !== undefined) return abbreviated;
  const [nearest] = names
    .map((one) => ({ one, distance: leven(wanted, plain(one)) }))
    .filter(({ one, distance }) => distance <= Math.max(wanted.length, one.length) / 3)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.one;
}

/**
 * Returns the suggestion for a wrong name, ` (did you mean batchSize?)`, or '' if no name is similar.
 *
 * @param show formats the name. Default: unchanged.
 */
export function didYouMean(
  name: unknown,
  names: readonly string[],
  show: (name: string) => string = String,
): string {
  const nearest = typeof name === 'string' ? nearestName(name, names) : undefined;
  return nearest === undefined ? '' : ` (did you mean ${show(nearest)}?)`;
}

function plain(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** Returns the initials of a name, `lr` for `learningRate`; undefined for a single word. */
function initials(name: string): string | undefined {
  const words = name.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [];
  return words.length < 2
    ? undefined
    : words
        .map(([first]) => first)
        .join('')
        .toLowerCase();
}
