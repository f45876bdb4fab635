import { signal } from '@preact/signals';
import { remember, remembered } from '../settings/remembered';

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
  const wanted = [remembered('language') ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wanted.find((tag): tag is Language => tag in languages) ?? 'en';
}
