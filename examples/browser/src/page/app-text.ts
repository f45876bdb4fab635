import type { Phase } from '../lab/training-state';
import { plural, texts } from '../language/language';
import type { Place } from './place';

const phasesEn: Record<Phase, string> = {
  idle: 'Ready',
  starting: 'Starting the backend',
  loading: 'Loading data',
  compiling: 'Compiling shaders',
  training: 'Training',
  paused: 'Paused',
  testing: 'Testing',
  stopping: 'Stopping',
  finished: 'Finished',
  stopped: 'Stopped',
  failed: 'Failed',
};

const phasesRu: Record<Phase, string> = {
  idle: 'Готово к запуску',
  starting: 'Запуск вычислителя',
  loading: 'Загрузка данных',
  compiling: 'Компиляция шейдеров',
  training: 'Обучение',
  paused: 'Пауза',
  testing: 'Проверка',
  stopping: 'Остановка',
  finished: 'Завершено',
  stopped: 'Остановлено',
  failed: 'Сбой',
};

const placesEn: Record<Place, string> = {
  network: 'Network',
  data: 'Data',
  train: 'Train',
  inside: 'Look inside',
  compare: 'Compare',
};

const placesRu: Record<Place, string> = {
  network: 'Сеть',
  data: 'Данные',
  train: 'Обучение',
  inside: 'Внутри сети',
  compare: 'Сравнение',
};

/** The words of the header, the tabs and the banners. */
export const frameText = texts({
  en: {
    title: 'NiN lab',
    subtitle: 'Train a Network in Network in this page. Nothing leaves it.',
    skip: 'Skip to the tool',
    language: 'Language',
    theme: 'Colours',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    parts: 'Parts of the lab',
    places: placesEn,
    phases: phasesEn,
    notices: 'Notices',
    noBackend: 'no backend yet',
    software: 'GPU in software',
    synthetic: 'Synthetic data: the images are drawn by a program. Accuracies say nothing about CIFAR-10.',
    storage: (reason: string) => `The browser keeps nothing of this visit: ${reason}`,
    unreadable: (count: number) =>
      count === 1
        ? 'One kept run cannot be read: it is damaged, or of another version of the lab. It was left as it is.'
        : `${count} kept runs cannot be read: they are damaged, or of another version of the lab. They were left as they are.`,
    badLink: 'The settings in the address cannot be used:',
    damagedLink: 'The link to settings is damaged: it was cut short or changed on its way.',
    dismiss: 'Dismiss',
  },
  ru: {
    title: 'NiN-лаборатория',
    subtitle: 'Обучение Network in Network прямо на этой странице. Данные её не покидают.',
    skip: 'К инструменту',
    language: 'Язык',
    theme: 'Цвета',
    themes: { auto: 'Как в системе', light: 'Светлые', dark: 'Тёмные' },
    parts: 'Разделы лаборатории',
    places: placesRu,
    phases: phasesRu,
    notices: 'Замечания',
    noBackend: 'вычислитель не выбран',
    software: 'программный GPU',
    synthetic: 'Синтетические данные: картинки нарисованы программой. Точность ничего не говорит о CIFAR-10.',
    storage: (reason: string) => `Браузер ничего не сохранит: ${reason}`,
    unreadable: (count: number) =>
      `Не читается: ${count} ${plural(count, 'сохранённый запуск', 'сохранённых запуска', 'сохранённых запусков')}. Запись повреждена или сделана другой версией страницы; она оставлена как есть.`,
    badLink: 'Настройки из ссылки не подходят:',
    damagedLink: 'Ссылка на настройки повреждена: её обрезали или изменили по дороге.',
    dismiss: 'Закрыть',
  },
});
