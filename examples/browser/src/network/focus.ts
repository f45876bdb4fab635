/** Gives the focus to what has an id once the page is drawn anew: what had it may be gone, or switched off. */
export function focusAfterDrawing(...ids: readonly string[]): void {
  requestAnimationFrame(() => {
    // The first that can take it.
    ids
      .map((id) => document.getElementById(id))
      .find((element) => element?.matches(':enabled, h4'))
      ?.focus();
  });
}
