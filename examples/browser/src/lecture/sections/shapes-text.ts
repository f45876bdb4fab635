import { texts } from '../../language/texts';
import type { Verdict } from '../shape-answers';

const verdictsEn: Record<Verdict, string> = {
  right: 'right',
  empty: 'not answered yet',
  length: 'height × width × channels, please; after the averaging only one number',
  size: 'height and width are not right yet',
  channels: 'the channels are not right yet',
};

const verdictsRu: Record<Verdict, string> = {
  right: 'верно',
  empty: 'ответа пока нет',
  length: 'нужно: высота × ширина × каналы; после усреднения — одно число',
  size: 'высота и ширина пока неверны',
  channels: 'число каналов пока неверно',
};

/** The words of the exercise in shapes. */
export const shapesSectionText = texts({
  en: {
    idea: 'The lecture sends one image of 1024×1024×3 through its network. What comes out of each part? Work it out, then check.',
    rules:
      'With padding (same), a side n becomes ⌈n / stride⌉. Without (valid), a window k makes it ⌊(n − k) / stride⌋ + 1. Channels change in the blocks only.',
    load: 'Load the exercise',
    quiz: 'Your shapes',
    parts: { block: 'block', pool: 'pooling', dropout: 'dropout', head: 'averaging' },
    example: 'e.g. 32×32×3',
    part: (name: string, detail: string) => `${name}, ${detail}`,
    conv: (kernel: number, stride: number, filters: number) =>
      `${kernel}×${kernel} / ${stride}, same, ${filters}`,
    pooling: (size: number, stride: number) => `${size}×${size} / ${stride}, valid`,
    check: 'Check',
    reveal: 'Show the answers',
    score: (right: number, of: number) => `${right} of ${of} right.`,
    verdicts: verdictsEn,
  },
  ru: {
    idea: 'В лекции через сеть проходит одно изображение 1024×1024×3. Что получается на выходе каждой части? Посчитайте и проверьте себя.',
    rules:
      'С дополнением (same) сторона n становится ⌈n / шаг⌉. Без него (valid) окно k даёт ⌊(n − k) / шаг⌋ + 1. Число каналов меняют только блоки.',
    load: 'Загрузить упражнение',
    quiz: 'Ваши размерности',
    parts: { block: 'блок', pool: 'пулинг', dropout: 'dropout', head: 'усреднение' },
    example: 'напр. 32×32×3',
    part: (name, detail) => `${name}, ${detail}`,
    conv: (kernel, stride, filters) => `${kernel}×${kernel} / ${stride}, same, ${filters}`,
    pooling: (size, stride) => `${size}×${size} / ${stride}, valid`,
    check: 'Проверить',
    reveal: 'Показать ответы',
    score: (right, of) => `Верно: ${right} из ${of}.`,
    verdicts: verdictsRu,
  },
});
