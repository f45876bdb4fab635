import { language, type Language } from './language';
import { locales } from './locale';

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
