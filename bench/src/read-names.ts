/** What {@link readNames} reads, for its message. */
export interface NamesOption<Name extends string> {
  /** Such as `--only`. */
  option: string;
  /** Such as `networks`. */
  what: string;
  /** All there are, in their order. */
  known: readonly Name[];
}

/**
 * Reads a list of names with commas between them; gives them in the order in which they are known.
 *
 * @throws RangeError for a name there is not.
 */
export function readNames<Name extends string>(
  list: string,
  { option, what, known }: NamesOption<Name>,
): Name[] {
  const asked = list.split(',');
  for (const name of asked) {
    if (known.some((one) => one === name)) continue;
    throw new RangeError(`${option} must name ${what} of ${known.join(', ')}, got '${name}'`);
  }
  return known.filter((name) => asked.includes(name));
}
