import { signal } from '@preact/signals';
import { remember, remembered } from '../page/remembered';

/** The languages of the page. */
export const languages = { en: 'English', ru: 'Русский' } as const;

/** The code of a language of the page. */
export type Language = keyof typeof languages;

/** What the page speaks now. */
export const language = signal<Language>(firstLanguage());

/** Changes the language, for this visit and the next ones. */
export function speak(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  remember('language', chosen);
}

function firstLanguage(): Language {
  const wanted = [remembered('language') ?? '', ...(globalThis.navigator?.languages ?? [])].map((tag) =>
    tag.slice(0, 2),
  );
  return wanted.find((tag): tag is Language => tag in languages) ?? 'en';
}

/** How numbers and dates of each language are written. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };

/**
 * The words of one part of the page, in all languages: the same keys, each a text or a function that makes one.
 *
 * @returns a function that gives those of the language spoken now. Called while something is drawn, it draws it again
 * when the language changes.
 */
export function texts<Words extends object>(all: { en: Words; ru: NoInfer<Words> }): () => Words {
  return () => all[language.value];
}

/** Counts a noun in Russian: `plural(5, 'эпоха', 'эпохи', 'эпох')` gives `эпох`. */
export function plural(count: number, one: string, few: string, many: string): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one, few };
  return forms[new Intl.PluralRules('ru').select(count)] ?? many;
}

/** A number as the language writes it: `19,778,304`, `19 778 304`. */
export function formatCount(count: number | null, spoken: Language = language.value): string {
  if (count === null) return spoken === 'ru' ? 'неизвестно' : 'unknown';
  return count.toLocaleString(locales[spoken]);
}
