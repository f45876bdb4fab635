import { texts } from '../language/language';
import type { SectionId } from './lecture-state';
import type { Snapshot } from './snapshot';

const titlesEn: Record<SectionId, string> = {
  perceptron: 'A perceptron along the channels',
  blocks: 'Blocks',
  averaging: 'Global average pooling',
  cosine: 'The cosine schedule',
  confusion: 'The confusion matrix',
  shapes: 'Exercise: shapes at 1024×1024',
  tuning: 'Task: tune the training',
  layers: 'Task: more or fewer 1×1 layers',
  counting: 'Task: count what it costs',
};

const titlesRu: Record<SectionId, string> = {
  perceptron: 'Персептрон вдоль каналов',
  blocks: 'Блоки',
  averaging: 'Глобальное усреднение',
  cosine: 'Косинусное расписание',
  confusion: 'Матрица ошибок',
  shapes: 'Упражнение: размерности при 1024×1024',
  tuning: 'Задание: настроить обучение',
  layers: 'Задание: больше или меньше слоёв 1×1',
  counting: 'Задание: посчитать затраты',
};

const changedEn: Record<keyof Snapshot, string> = {
  network: 'network',
  input: 'input',
  oneByOne: '1×1 layers in each block',
  batchNorm: 'blocks with batch normalization',
  params: 'parameters',
  macs: 'MACs per image',
  memory: 'memory to train',
  optimizer: 'optimizer',
  learningRate: 'learning rate',
  weightDecay: 'weight decay',
  schedule: 'schedule',
  normalize: 'normalization',
  augment: 'augmentation',
  epochs: 'epochs',
};

const changedRu: Record<keyof Snapshot, string> = {
  network: 'сеть',
  input: 'вход',
  oneByOne: 'слоёв 1×1 по блокам',
  batchNorm: 'блоков с пакетной нормализацией',
  params: 'параметры',
  macs: 'MAC на изображение',
  memory: 'память для обучения',
  optimizer: 'оптимизатор',
  learningRate: 'скорость обучения',
  weightDecay: 'затухание весов',
  schedule: 'расписание',
  normalize: 'нормализация',
  augment: 'аугментация',
  epochs: 'эпохи',
};

/** The words around the sections of the lecture. */
export const lectureText = texts({
  en: {
    title: 'The lecture',
    lead: 'Short sections; their buttons drive the tool.',
    titles: titlesEn,
    previous: 'Previous',
    next: 'Next',
    changed: changedEn,
    noteTitle: 'What changed',
    nothing: 'Nothing to change: it is set so already.',
    became: 'became',
  },
  ru: {
    title: 'Лекция',
    lead: 'Короткие разделы; их кнопки управляют инструментом.',
    titles: titlesRu,
    previous: 'Назад',
    next: 'Дальше',
    changed: changedRu,
    noteTitle: 'Что изменилось',
    nothing: 'Менять нечего: уже так.',
    became: 'стало',
  },
});
