import type { BackendPreference } from '@nin/backends';
import { plural, texts, type Phrase } from '../language/language';

/** The words of the hyper-parameters. */
export const hyperText = texts({
  heading: ['Hyper-parameters', 'Гиперпараметры'],
  groups: {
    optimizer: ['Optimizer', 'Оптимизатор'],
    schedule: ['Learning-rate schedule', 'Расписание скорости обучения'],
    images: ['Images', 'Изображения'],
  },
  more: ['More', 'Ещё'],
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
  seedHint: ['Decides everything random.', 'Задаёт все случайные числа.'],
  reset: ['Back to the defaults', 'Вернуть значения по умолчанию'],
  resetOf: (network: string) => [`as is usual for “${network}”`, `как принято для сети «${network}»`],
  scheduleTitle: ['Learning rate over the training', 'Скорость обучения за всё время'],
  scheduleSummary: (epochs: number, [first, peak, last]: readonly string[]) => [
    `Learning rate over ${epochs} epochs: begins at ${first}, at most ${peak}, ends at ${last}.`,
    `Скорость обучения, эпох: ${epochs}. Начало ${first}, наибольшая ${peak}, конец ${last}.`,
  ],
  epochCount: (count: number) => [
    count === 1 ? '1 epoch' : `${count} epochs`,
    `${count} ${plural(count, 'эпоха', 'эпохи', 'эпох')}`,
  ],
  copy: ['Copy a link to this experiment', 'Копировать ссылку на этот эксперимент'],
  copied: [
    'Copied. The link opens this page with the same experiment.',
    'Скопировано. По ссылке откроется эта страница с тем же экспериментом.',
  ],
  notCopied: [
    'The browser does not allow copying. Copy it from here:',
    'Браузер не разрешает копировать. Скопируйте отсюда:',
  ],
  link: ['Link to the experiment', 'Ссылка на эксперимент'],
  copyBroken: ['First correct the fields that are marked.', 'Сначала исправьте отмеченные поля.'],
  save: ['Save experiment.json', 'Сохранить experiment.json'],
  open: ['Open an experiment', 'Открыть эксперимент'],
  fileHint: [
    'The file that “nin train” takes; the config.json of a run opens too.',
    'Файл, который принимает «nin train»; подходит и config.json запуска.',
  ],
  opened: [
    'Opened: all fields and the network are as in the file.',
    'Открыто: все поля и сеть теперь как в файле.',
  ],
  notJson: ['The file is not JSON:', 'Это не файл JSON:'],
  badExperiment: ['This experiment cannot be used:', 'Этот эксперимент использовать нельзя:'],
  damagedLink: [
    'The link is damaged: it was cut short or changed on its way.',
    'Ссылка повреждена: её обрезали или изменили по дороге.',
  ],
});
