import { signal } from '@preact/signals';
import { remember, remembered } from './remembered';

/** Colors of the page: the system's, or always light or dark. */
export const themes = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

export const theme = signal<Theme>('auto');

/** Whether the page is dark now. */
export const isDark = signal(false);

/** The colors of the system. Read only in a page: tests import this file without one. */
const system = () => matchMedia('(prefers-color-scheme: dark)');

/** Changes the colors, for this visit and the next ones. */
export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  isDark.value = chosen === 'dark' || (chosen === 'auto' && system().matches);
  document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light';
  remember('theme', chosen);
}

/** Takes up what was chosen last time, and follows the system. */
export function startTheme(): void {
  const kept = remembered('theme');
  chooseTheme(themes.find((one) => one === kept) ?? 'auto');
  system().addEventListener('change', () => chooseTheme(theme.value));
}
