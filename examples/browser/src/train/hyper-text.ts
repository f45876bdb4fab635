import type { BackendPreference } from '@nin/backends';
import type { OptimizerName, ScheduleKind } from 'nin-run';
import { plural, texts } from '../language/language';
import type { AugmentationName, SettingName } from '../settings/setting-rules';

const fieldsEn: Record<SettingName, string> = {
  epochs: 'Epochs',
  batchSize: 'Batch size',
  learningRate: 'Learning rate',
  weightDecay: 'Weight decay',
  labelSmoothing: 'Label smoothing',
  seed: 'Seed',
  limitTrain: 'Training images',
  limitTest: 'Test images',
};

const fieldsRu: Record<SettingName, string> = {
  epochs: 'Эпохи',
  batchSize: 'Пакет (batch)',
  learningRate: 'Скорость обучения',
  weightDecay: 'Затухание весов',
  labelSmoothing: 'Сглаживание меток',
  seed: 'Seed',
  limitTrain: 'Обучающие изображения',
  limitTest: 'Тестовые изображения',
};

const optimizersEn: Record<OptimizerName, string> = { adamw: 'AdamW', sgd: 'SGD (Nesterov, 0.9)' };
const optimizersRu: Record<OptimizerName, string> = { adamw: 'AdamW', sgd: 'SGD (Нестеров, 0,9)' };

const schedulesEn: Record<ScheduleKind, string> = {
  'one-cycle': 'One cycle',
  cosine: 'Cosine',
  lecture: 'Lecture’s cosine (÷ 1.8)',
  steps: 'Steps (÷ 5, three times)',
};

const schedulesRu: Record<ScheduleKind, string> = {
  'one-cycle': 'Один цикл',
  cosine: 'Косинус',
  lecture: 'Косинус из лекции (÷ 1,8)',
  steps: 'Ступени (÷ 5, трижды)',
};

const augmentationsEn: Record<AugmentationName, string> = {
  none: 'None',
  flip: 'Flip',
  cropFlip: 'Crop and flip',
  cutout: 'Crop, flip and cutout',
};

const augmentationsRu: Record<AugmentationName, string> = {
  none: 'Нет',
  flip: 'Отражение',
  cropFlip: 'Сдвиг и отражение',
  cutout: 'То же и вырез квадрата',
};

const backendsEn: Record<BackendPreference, { name: string; hint: string }> = {
  auto: {
    name: 'Automatic',
    hint: 'The first of WebGPU, WebGL and WASM that works here and passes its checks.',
  },
  webgpu: { name: 'WebGPU', hint: 'The GPU, by compute shaders: usually the fastest.' },
  webgl: { name: 'WebGL 2', hint: 'The GPU, in nearly every browser.' },
  wasm: { name: 'WASM', hint: 'The processor, on all its cores.' },
  cpu: { name: 'CPU (reference)', hint: 'Plain JavaScript: for reference only, very slow.' },
};

const backendsRu: Record<BackendPreference, { name: string; hint: string }> = {
  auto: {
    name: 'Автоматически',
    hint: 'Первый из WebGPU, WebGL и WASM, который здесь работает и проходит проверки.',
  },
  webgpu: { name: 'WebGPU', hint: 'Видеокарта, вычислительные шейдеры: обычно быстрее всего.' },
  webgl: { name: 'WebGL 2', hint: 'Видеокарта, почти в любом браузере.' },
  wasm: { name: 'WASM', hint: 'Процессор, все его ядра.' },
  cpu: { name: 'CPU (эталон)', hint: 'Обычный JavaScript: только для сверки, очень медленно.' },
};

/** The words of the hyper-parameters. */
export const hyperText = texts({
  en: {
    heading: 'Hyper-parameters',
    fields: fieldsEn,
    optimizer: 'Optimizer',
    optimizers: optimizersEn,
    schedule: 'Schedule',
    schedules: schedulesEn,
    augmentation: 'Augmentation',
    augmentations: augmentationsEn,
    otherChoice: 'Other, from the link',
    normalization: 'Normalization',
    normalizations: { unit: 'Unit (0…1)', standard: 'Standard (mean 0)' },
    backend: 'Backend',
    backends: backendsEn,
    standard: (value: string) => `Default: ${value}`,
    seedHint: 'Decides all that is random.',
    reset: 'Back to the defaults',
    resetOf: (network: string) => `as is usual for “${network}”`,
    scheduleTitle: 'Learning rate over the training',
    scheduleTold: (epochs: number, [first, peak, last]: readonly string[]) =>
      `Learning rate over ${epochs} epochs: begins at ${first}, at most ${peak}, ends at ${last}.`,
    epochCount: (count: number) => (count === 1 ? '1 epoch' : `${count} epochs`),
    copy: 'Copy a link to these settings',
    copied: 'Copied. Whoever opens the link gets these settings.',
    notCopied: 'The browser does not allow copying. Copy it from here:',
    link: 'Link to the settings',
    copyBroken: 'A link needs numbers in all fields.',
  },
  ru: {
    heading: 'Гиперпараметры',
    fields: fieldsRu,
    optimizer: 'Оптимизатор',
    optimizers: optimizersRu,
    schedule: 'Расписание скорости',
    schedules: schedulesRu,
    augmentation: 'Аугментация',
    augmentations: augmentationsRu,
    otherChoice: 'Другое, из ссылки',
    normalization: 'Нормализация',
    normalizations: { unit: 'Единичная (0…1)', standard: 'Стандартная' },
    backend: 'Вычислитель',
    backends: backendsRu,
    standard: (value: string) => `По умолчанию: ${value}`,
    seedHint: 'Задаёт все случайные числа.',
    reset: 'Вернуть значения по умолчанию',
    resetOf: (network: string) => `как принято для сети «${network}»`,
    scheduleTitle: 'Скорость обучения за всё время',
    scheduleTold: (epochs: number, [first, peak, last]: readonly string[]) =>
      `Скорость обучения, эпох: ${epochs}. Начало ${first}, наибольшая ${peak}, конец ${last}.`,
    epochCount: (count: number) => `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`,
    copy: 'Копировать ссылку на эти настройки',
    copied: 'Скопировано. По ссылке откроются эти же настройки.',
    notCopied: 'Браузер не разрешает копировать. Скопируйте отсюда:',
    link: 'Ссылка на настройки',
    copyBroken: 'Для ссылки во всех полях должны стоять числа.',
  },
});
