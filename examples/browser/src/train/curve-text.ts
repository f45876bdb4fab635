import { texts } from '../language/texts';

/** The words of charts. */
export const curveText = texts({
  en: {
    chart: (title: string, last: readonly string[]) => `Chart: ${title}. Last values: ${last.join('; ')}.`,
    noChart: 'The chart could not be loaded. The table has its figures.',
  },
  ru: {
    chart: (title: string, last: readonly string[]) =>
      `График: ${title}. Последние значения: ${last.join('; ')}.`,
    noChart: 'График не удалось загрузить. Его значения есть в таблице.',
  },
});
