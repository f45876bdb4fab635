import type { Language } from './language';

/** How numbers and dates of each language are written. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
