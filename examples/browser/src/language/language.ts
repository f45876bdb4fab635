import { computed, signal } from '@preact/signals';
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

/** A text in both languages. */
export type Phrase = readonly [en: string, ru: string];

/** Phrases by what they are for. */
export type Phrases = Readonly<Partial<Record<string, Phrase>>>;

/** A part of a dictionary that is looked up by names of which some have no phrase. */
export function phrases(all: Phrases): Phrases {
  return all;
}

/** The words of one language of pairs, functions that return pairs, and objects of these. */
type Spoken<Part> = Part extends readonly [infer Text, unknown]
  ? Widened<Text>
  : Part extends (...given: infer Given) => readonly [infer Text, unknown]
    ? (...given: Given) => Widened<Text>
    : { readonly [Key in keyof Part]: Spoken<Part[Key]> };

type Widened<Text> = Text extends string ? string : Text;

/** What a dictionary is made of. */
interface Dictionary {
  readonly [key: string]: Entry;
}

type Entry =
  readonly [unknown, unknown] | ((...given: never[]) => readonly [unknown, unknown]) | Dictionary | undefined;

/**
 * Makes a dictionary for one part of the page: pairs of an English and a Russian text, or functions that return a pair.
 *
 * @returns a function that returns the words in the current language. A component that calls it is drawn again when the
 * language changes.
 */
export function texts<const All extends Dictionary>(all: All): () => Spoken<All> {
  const spoken = computed(() => wordsOf(all, language.value === 'ru' ? 1 : 0) as Spoken<All>);
  return () => spoken.value;
}

function wordsOf(part: unknown, place: 0 | 1): unknown {
  if (typeof part === 'function')
    return (...given: unknown[]) => (part as (...given: unknown[]) => Phrase)(...given)[place];
  if (Array.isArray(part)) return part[place] as unknown;
  return Object.fromEntries(Object.entries(part as object).map(([key, one]) => [key, wordsOf(one, place)]));
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
