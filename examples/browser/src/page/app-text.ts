import type { Phase } from '../lab/training-state';
import { plural, texts, type Phrase } from '../language/language';
import type { Place } from './place';

/** The words of the header, the tabs and the banners. */
export const frameText = texts({
  title: ['NiN lab', 'NiN-лаборатория'],
  subtitle: [
    'Train a Network in Network in this page. Nothing leaves it.',
    'Обучение Network in Network прямо на этой странице. Данные её не покидают.',
  ],
  skip: ['Skip to the tool', 'К инструменту'],
  language: ['Language', 'Язык'],
  theme: ['Colors', 'Цвета'],
  themes: {
    auto: ['As the system', 'Как в системе'],
    light: ['Light', 'Светлые'],
    dark: ['Dark', 'Тёмные'],
  },
  parts: ['Parts of the lab', 'Разделы лаборатории'],
  places: {
    network: ['Network', 'Сеть'],
    data: ['Data', 'Данные'],
    train: ['Train', 'Обучение'],
    inside: ['Look inside', 'Внутри сети'],
    compare: ['Compare', 'Сравнение'],
  } satisfies Record<Place, Phrase>,
  phases: {
    idle: ['Ready', 'Готово к запуску'],
    starting: ['Starting the backend', 'Запуск вычислителя'],
    loading: ['Loading data', 'Загрузка данных'],
    compiling: ['Compiling shaders', 'Компиляция шейдеров'],
    training: ['Training', 'Обучение'],
    paused: ['Paused', 'Пауза'],
    testing: ['Testing', 'Проверка'],
    stopping: ['Stopping', 'Остановка'],
    finished: ['Finished', 'Завершено'],
    stopped: ['Stopped', 'Остановлено'],
    failed: ['Failed', 'Сбой'],
  } satisfies Record<Phase, Phrase>,
  notices: ['Notices', 'Замечания'],
  noBackend: ['no backend yet', 'вычислитель не выбран'],
  software: ['GPU in software', 'программный GPU'],
  synthetic: [
    'Synthetic data: the images are drawn by a program. Accuracies say nothing about CIFAR-10.',
    'Синтетические данные: картинки нарисованы программой. Точность ничего не говорит о CIFAR-10.',
  ],
  storage: (reason: string) => [
    `The browser keeps nothing of this visit: ${reason}`,
    `Браузер ничего не сохранит: ${reason}`,
  ],
  unreadable: (count: number) => [
    count === 1
      ? 'One kept run cannot be read: it is damaged, or of another version of the lab. It was left as it is.'
      : `${count} kept runs cannot be read: they are damaged, or of another version of the lab. They were left as they are.`,
    `Не читается: ${count} ${plural(count, 'сохранённый запуск', 'сохранённых запуска', 'сохранённых запусков')}. Запись повреждена или сделана другой версией страницы; она оставлена как есть.`,
  ],
  dismiss: ['Dismiss', 'Закрыть'],
});
