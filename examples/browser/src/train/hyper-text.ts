import type { BackendPreference } from '@nin/backends';
import type { OptimizerName, ScheduleKind } from '@nin/recipes';
import { plural, texts, type Phrase } from '../language/language';
import type { AugmentationName, SettingName } from '../settings/setting-rules';

/** The words of the hyper-parameters. */
export const hyperText = texts({
  heading: ['Hyper-parameters', 'Гиперпараметры'],
  fields: {
    epochs: ['Epochs', 'Эпохи'],
    batchSize: ['Batch size', 'Пакет (batch)'],
    learningRate: ['Learning rate', 'Скорость обучения'],
    weightDecay: ['Weight decay', 'Затухание весов'],
    labelSmoothing: ['Label smoothing', 'Сглаживание меток'],
    seed: ['Seed', 'Seed'],
    limitTrain: ['Training images', 'Обучающие изображения'],
    limitTest: ['Test images', 'Тестовые изображения'],
  } satisfies Record<SettingName, Phrase>,
  optimizer: ['Optimizer', 'Оптимизатор'],
  optimizers: {
    adamw: ['AdamW', 'AdamW'],
    sgd: ['SGD (Nesterov, 0.9)', 'SGD (Нестеров, 0,9)'],
  } satisfies Record<OptimizerName, Phrase>,
  schedule: ['Schedule', 'Расписание скорости'],
  schedules: {
    'one-cycle': ['One cycle', 'Один цикл'],
    cosine: ['Cosine', 'Косинус'],
    lecture: ['Lecture’s cosine (÷ 1.8)', 'Косинус из лекции (÷ 1,8)'],
    steps: ['Steps (÷ 5, three times)', 'Ступени (÷ 5, трижды)'],
  } satisfies Record<ScheduleKind, Phrase>,
  augmentation: ['Augmentation', 'Аугментация'],
  augmentations: {
    none: ['None', 'Нет'],
    flip: ['Flip', 'Отражение'],
    cropFlip: ['Crop and flip', 'Сдвиг и отражение'],
    cutout: ['Crop, flip and cutout', 'То же и вырез квадрата'],
  } satisfies Record<AugmentationName, Phrase>,
  otherChoice: ['Other, from the link', 'Другое, из ссылки'],
  normalization: ['Normalization', 'Нормализация'],
  normalizations: {
    unit: ['Unit (0…1)', 'Единичная (0…1)'],
    standard: ['Standard (mean 0)', 'Стандартная'],
  },
  backend: ['Backend', 'Вычислитель'],
  backends: {
    auto: {
      name: ['Automatic', 'Автоматически'],
      hint: [
        'The first of WebGPU, WebGL and WASM that works here and passes its checks.',
        'Первый из WebGPU, WebGL и WASM, который здесь работает и проходит проверки.',
      ],
    },
    webgpu: {
      name: ['WebGPU', 'WebGPU'],
      hint: [
        'The GPU, by compute shaders: usually the fastest.',
        'Видеокарта, вычислительные шейдеры: обычно быстрее всего.',
      ],
    },
    webgl: {
      name: ['WebGL 2', 'WebGL 2'],
      hint: ['The GPU, in nearly every browser.', 'Видеокарта, почти в любом браузере.'],
    },
    wasm: {
      name: ['WASM', 'WASM'],
      hint: ['The processor, on all its cores.', 'Процессор, все его ядра.'],
    },
    cpu: {
      name: ['CPU (reference)', 'CPU (эталон)'],
      hint: [
        'Plain JavaScript: for reference only, very slow.',
        'Обычный JavaScript: только для сверки, очень медленно.',
      ],
    },
  } satisfies Record<BackendPreference, Record<string, Phrase>>,
  standard: (value: string) => [`Default: ${value}`, `По умолчанию: ${value}`],
  seedHint: ['Decides all that is random.', 'Задаёт все случайные числа.'],
  reset: ['Back to the defaults', 'Вернуть значения по умолчанию'],
  resetOf: (network: string) => [`as is usual for “${network}”`, `как принято для сети «${network}»`],
  scheduleTitle: ['Learning rate over the training', 'Скорость обучения за всё время'],
  scheduleTold: (epochs: number, [first, peak, last]: readonly string[]) => [
    `Learning rate over ${epochs} epochs: begins at ${first}, at most ${peak}, ends at ${last}.`,
    `Скорость обучения, эпох: ${epochs}. Начало ${first}, наибольшая ${peak}, конец ${last}.`,
  ],
  epochCount: (count: number) => [
    count === 1 ? '1 epoch' : `${count} epochs`,
    `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`,
  ],
  copy: ['Copy a link to these settings', 'Копировать ссылку на эти настройки'],
  copied: [
    'Copied. Whoever opens the link gets these settings.',
    'Скопировано. По ссылке откроются эти же настройки.',
  ],
  notCopied: [
    'The browser does not allow copying. Copy it from here:',
    'Браузер не разрешает копировать. Скопируйте отсюда:',
  ],
  link: ['Link to the settings', 'Ссылка на настройки'],
  copyBroken: ['A link needs numbers in all fields.', 'Для ссылки во всех полях должны стоять числа.'],
});
