const uniquenessSuffix = /(_\d+)+$/;

/**
 * Matches variables to the names under which their state was saved.
 *
 * tfjs makes names unique within a process by appending `_1`, `_2` … in order of creation, so the same weight is `conv/kernel`
 * in one process and `conv/kernel_1` in another. Names that differ only in such suffixes form a family. A family is matched by
 * name if the names agree, otherwise in order of creation.
 *
 * @returns current name → saved name, for the variables that have one.
 * @throws Error if a family agrees neither in names nor in size.
 */
export function matchSavedNames(
  where: string,
  saved: readonly string[],
  current: readonly string[],
): Map<string, string> {
  const matches = new Map<string, string>();
  const savedFamilies = families(saved);
  for (const [stem, names] of families(current)) {
    const candidates = savedFamilies.get(stem) ?? [];
    if (isSubset(names, candidates) || isSubset(candidates, names)) {
      for (const name of names) if (candidates.includes(name)) matches.set(name, name);
    } else if (names.length === candidates.length) {
      names.forEach((name, i) => matches.set(name, candidates[i]));
    } else {
      throw new Error(
        `${where}: saved state must match the variables by name or number, got state of ` +
          `${listNames(candidates)} for ${listNames(names)}`,
      );
    }
  }
  return matches;
}

/** Lists the first three names and the number of others, for an error message. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Groups names by their stem without suffix, each family in order of creation. */
function families(names: readonly string[]): Map<string, string[]> {
  const byStem = new Map<string, string[]>();
  for (const name of names) {
    const stem = name.replace(uniquenessSuffix, '');
    byStem.set(stem, [...(byStem.get(stem) ?? []), name]);
  }
  for (const family of byStem.values()) family.sort(byCreation);
  return byStem;
}

function byCreation(a: string, b: string): number {
  const [numbersOfA, numbersOfB] = [suffixNumbers(a), suffixNumbers(b)];
  const differing = numbersOfA.findIndex((number, i) => number !== numbersOfB[i]);
  if (differing < 0) return numbersOfA.length - numbersOfB.length;
  return numbersOfA[differing] - (numbersOfB[differing] ?? -1);
}

function suffixNumbers(name: string): number[] {
  const suffix = uniquenessSuffix.exec(name)?.[0] ?? '';
  return suffix.split('_').slice(1).map(Number);
}

function isSubset(names: readonly string[], of: readonly string[]): boolean {
  return names.every((name) => of.includes(name));
}
