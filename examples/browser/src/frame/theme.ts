import { signal } from '@preact/signals';

/** Colours of the page: the system's, or always light or dark. */
export const themes = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

export const theme = signal<Theme>('auto');

/** Whether the page is dark now. */
export const isDark = signal(false);

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** Changes the colours, for this visit and the next ones. */
export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  isDark.value = chosen === 'dark' || (chosen === 'auto' && systemIsDark.matches);
  document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light';
  try {
    localStorage.setItem('theme', chosen);
  } catch {
    // Storage may be refused; the choice then holds for this visit.
  }
}

/** Takes up what was chosen last time, and follows the system. */
export function startTheme(): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem('theme');
  } catch {
    // Storage may be refused.
  }
  chooseTheme(themes.find((one) => one === kept) ?? 'auto');
  systemIsDark.addEventListener('change', () => chooseTheme(theme.value));
}
