import type { Language } from '../language/language';

/** The words of a diagram of `@nin/blocks`, each as a rule. None is longer than its English one by more than a card bears. */
const rulesRu: readonly (readonly [RegExp, string])[] = [
  [/^Input$/, 'Вход'],
  [/^one image$/, 'изображение'],
  [/^Block (\d+)$/, 'Блок $1'],
  [/^Head$/, 'Выход'],
  [/^mean of each map$/, 'среднее карты'],
  [/^global average$/, 'глобальное'],
  [/^pooling$/, 'усреднение'],
  [/^batch norm, /, 'пак. норм., '],
  [/no activation/, 'без активации'],
  [/ conv · /, ' свёртка · '],
  [/^stride (\d+), /, 'шаг $1, '],
  [/linear$/, 'линейно'],
  [/ max pool \/ /, ' макс. / '],
  [/ avg pool \/ /, ' среднее / '],
  [/^to (\d)/, 'до $1'],
  [/^(\d+) logits?$/, 'логитов: $1'],
  [/^(\d+) blocks?, input (\S+), (\d+) logits?/, 'блоков: $1, вход $2, логитов: $3'],
];

/** A diagram of `@nin/blocks` in a language of the page. Its description, a long text, is left out where it is not English. */
export function diagramIn(language: Language, svg: string): string {
  if (language === 'en') return svg;
  return svg
    .replace(/<desc>.*?<\/desc>/s, '')
    .replace(/(<text [^>]*>)([^<]*)(<\/text>)/g, (_, open: string, words: string, close: string) => {
      const translated = rulesRu.reduce(
        (text, [pattern, replacement]) => text.replace(pattern, replacement),
        words,
      );
      return open + translated + close;
    });
}
