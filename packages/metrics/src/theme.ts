import type { Scheme } from './color-scale';

/** Background for which a picture is drawn. `'auto'` follows the reader's `prefers-color-scheme`. */
export type Theme = 'light' | 'dark' | 'auto';

/** All values of {@link Theme}. */
export const themes: readonly Theme[] = ['light', 'dark', 'auto'];

/** Colors outside the cells. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  /** Color of secondary text, with a contrast of at least 4.5 on the background. */
  readonly mutedInk: string;
  /** Lines between cells. */
  readonly line: string;
}

/** Colors outside the cells on a light and on a dark background. */
export const palettes: Record<Scheme, Palette> = {
  light: { ground: '#ffffff', ink: '#1f2328', mutedInk: '#59636e', line: '#d1d9e0' },
  dark: { ground: '#0d1117', ink: '#e6edf3', mutedInk: '#9198a1', line: '#3d444d' },
};
