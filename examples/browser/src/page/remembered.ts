/** What was remembered under a name in an earlier visit; null also where storage is refused. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Remembers a choice for the next visits. Where storage is refused, it holds for this one. */
export function remember(name: string, choice: string): void {
  try {
    localStorage.setItem(name, choice);
  } catch {
    // Nothing is lost but the memory.
  }
}
