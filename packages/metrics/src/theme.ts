import type { Scheme } from './color-scale';

/** The ground a picture is drawn for. `'auto'` follows the reader's setting, by `prefers-color-scheme`. */
export type Theme = 'light' | 'dark' | 'auto';

/** The names of the themes. */
export const themes: readonly Theme[] = ['light', 'dark', 'auto'];

/** The colors around the cells. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  /** For what is read second; still a contrast of at least 4.5 on the ground. */
  readonly mutedInk: string;
  /** Lines between cells. */
  readonly line: string;
}

/** The colors around the cells on a light and on a dark ground. */
export const palettes: Record<Scheme, Palette> = {
  light: { ground: '#ffffff', ink: '#1f2328', mutedInk: '#59636e', line: '#d1d9e0' },
  dark: { ground: '#0d1117', ink: '#e6edf3', mutedInk: '#9198a1', line: '#3d444d' },
};
