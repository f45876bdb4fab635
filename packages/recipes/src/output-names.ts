/** A name for each output of a network: the lecture's has twenty for ten classes, and the surplus ones can be predicted. */
export function outputNames(classNames: readonly string[], outputs: number): readonly string[] {
  const surplus = Array.from(
    { length: Math.max(0, outputs - classNames.length) },
    (_, i) => `unused ${i + 1}`,
  );
  return [...classNames, ...surplus];
}
