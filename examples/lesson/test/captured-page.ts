import { makePage, type Page } from '../src/page';

/** A page whose lines are kept instead of printed. */
export function capturedPage(): { page: Page; lines: string[] } {
  const lines: string[] = [];
  const page = makePage(
    (line) => lines.push(line),
    () => undefined,
  );
  return { page, lines };
}
