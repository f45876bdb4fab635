import { texts, type Phrase } from '../language/language';
import type { SectionId } from './lecture-state';
import type { NetworkSnapshot } from './snapshot';

/** The words around the sections of the lecture. */
export const lectureText = texts({
  title: ['The lecture', 'Лекция'],
  lead: [
    'Short sections; their buttons drive the tool.',
    'Короткие разделы; их кнопки управляют инструментом.',
  ],
  titles: {
    perceptron: ['A perceptron along the channels', 'Персептрон вдоль каналов'],
    blocks: ['Blocks', 'Блоки'],
    averaging: ['Global average pooling', 'Глобальное усреднение'],
    cosine: ['The cosine schedule', 'Косинусное расписание'],
    confusion: ['The confusion matrix', 'Матрица ошибок'],
    shapes: ['Exercise: shapes at 1024×1024', 'Упражнение: размерности при 1024×1024'],
    tuning: ['Task: tune the training', 'Задание: настроить обучение'],
    layers: ['Task: more or fewer 1×1 layers', 'Задание: больше или меньше слоёв 1×1'],
    counting: ['Task: count what it costs', 'Задание: посчитать затраты'],
  } satisfies Record<SectionId, Phrase>,
  previous: ['Previous', 'Назад'],
  next: ['Next', 'Дальше'],
  changed: {
    network: ['network', 'сеть'],
    input: ['input', 'вход'],
    oneByOne: ['1×1 layers in each block', 'слоёв 1×1 по блокам'],
    batchNorm: ['blocks with batch normalization', 'блоков с пакетной нормализацией'],
    params: ['parameters', 'параметры'],
    macs: ['MACs per image', 'MAC на изображение'],
    memory: ['memory to train', 'память для обучения'],
  } satisfies Record<keyof NetworkSnapshot, Phrase>,
  noteTitle: ['What changed', 'Что изменилось'],
  nothing: ['Nothing to change: it is set so already.', 'Менять нечего: уже так.'],
  became: ['became', 'стало'],
});
