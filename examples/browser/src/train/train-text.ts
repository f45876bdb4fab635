import { plural, texts, phrases } from '../language/language';

/** The words of a training: how it is started and where it stands. */
export const trainText = texts({
  heading: ['Train', 'Обучение'],
  training: ['Training', 'Запуск'],
  willTrain: ['Will train', 'Будет обучаться'],
  hasTrained: ['Last training', 'Последнее обучение'],
  trains: ['Is being trained', 'Обучается'],
  plan: (network: string, data: string, images: string) => [
    `${network} on ${data} (${images} images)`,
    `${network}, ${data} (${images})`,
  ],
  steps: (epochs: number, steps: string) => [
    `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${steps} ${steps === '1' ? 'step' : 'steps'}`,
    `${epochs} ${plural(epochs, 'эпоха', 'эпохи', 'эпох')}, шагов в эпохе: ${steps}`,
  ],
  start: ['Start', 'Начать'],
  pause: ['Pause', 'Пауза'],
  resume: ['Resume', 'Продолжить'],
  stop: ['Stop', 'Остановить'],
  pausing: ['Held before the next step.', 'Пауза: следующий шаг ещё не начат.'],
  later: ['Changes hold for the next training.', 'Изменения подействуют при следующем запуске.'],
  kept: [
    'After each epoch, every ten minutes and on Stop, the network, the optimizer and the curves are kept in this browser’s storage: a reload or a crash loses no more than ten minutes.',
    'После каждой эпохи, каждые десять минут и при остановке сеть, состояние оптимизатора и кривые сохраняются в хранилище этого браузера: при перезагрузке или сбое пропадёт не больше десяти минут.',
  ],
  cannotStart: ['Cannot start:', 'Начать нельзя:'],
  obstacles: {
    settings: (names: string) => [`these fields are not right: ${names}.`, `в этих полях ошибки: ${names}.`],
    inData: (name: string) => [`${name} (in “Data”)`, `${name} (раздел «Данные»)`],
    draft: [
      'the fields in “Network” describe a network that cannot be built. Correct them, or choose “Back to the original”.',
      'поля в разделе «Сеть» описывают сеть, которую нельзя построить. Исправьте их или нажмите «Вернуть исходную».',
    ],
    input: (shape: string) => [
      `the network takes ${shape}, and the images are 32×32×3. Choose 32×32×3 in “Network”.`,
      `сеть принимает ${shape}, а изображения имеют размер 32×32×3. Выберите 32×32×3 в разделе «Сеть».`,
    ],
    outputs: (outputs: number, classes: number) => [
      `the network has ${outputs} ${outputs === 1 ? 'output' : 'outputs'}, and there are ${classes} classes. Give the last block at least ${classes} channels.`,
      `у сети ${outputs} ${plural(outputs, 'выход', 'выхода', 'выходов')}, а классов ${classes}. В последнем блоке должно быть не меньше ${classes} каналов.`,
    ],
    source: (source: string) => [
      `the experiment names the data “${source}”, and this page has CIFAR-10 and synthetic images. Choose in “Data”.`,
      `в эксперименте указаны данные «${source}», а на этой странице есть CIFAR-10 и синтетические изображения. Выберите их в разделе «Данные».`,
    ],
    schedule: ['the schedule does not fit the training:', 'расписание не подходит к этому обучению:'],
  },
  phase: {
    starting: ['Starting the backend …', 'Запуск вычислителя…'],
    loading: ['Loading the images …', 'Загрузка изображений…'],
    compiling: ['Compiling the shaders of the GPU …', 'Компиляция шейдеров видеокарты…'],
    compilingCount: (done: number, total: number) => [
      `Compiling the shaders of the GPU: ${done} of ${total}`,
      `Компиляция шейдеров видеокарты: ${done} из ${total}`,
    ],
    testing: ['Classifying the test images …', 'Классификация тестовых изображений…'],
    stopping: ['Stopping after the step under way …', 'Остановка после текущего шага…'],
    finished: ['Finished.', 'Обучение завершено.'],
    stopped: ['Stopped.', 'Обучение остановлено.'],
  },
  epochOf: (epoch: number, epochs: number) => [`Epoch ${epoch} of ${epochs}`, `Эпоха ${epoch} из ${epochs}`],
  stepOf: (step: string, steps: string) => [`step ${step} of ${steps}`, `шаг ${step} из ${steps}`],
  wholeProgress: ['Progress of the training', 'Ход обучения'],
  compileProgress: ['Progress of the compilation', 'Ход компиляции'],
  rate: ['images per second', 'изображений в секунду'],
  left: ['left', 'осталось'],
  loss: ['loss, training', 'потери, обучение'],
  accuracy: ['accuracy, training', 'точность, обучение'],
  testAccuracy: ['accuracy, test', 'точность, тест'],
  testLoss: ['loss, test', 'потери, тест'],
  ofEpoch: (figure: string, epoch: number) => [`${figure} (epoch ${epoch})`, `${figure} (эпоха ${epoch})`],
  announce: (epoch: number, epochs: number, accuracy: string) => [
    `Epoch ${epoch} of ${epochs} is over: test accuracy ${accuracy}.`,
    `Эпоха ${epoch} из ${epochs} закончена: точность на тесте ${accuracy}.`,
  ],
  device: ['Computed by', 'Вычисляет'],
  software: ['GPU in software', 'программный GPU'],
  why: ['Why this one', 'Почему выбран он'],
  /** Reasons for a backend by the English words that come from the package; others are shown as they come. */
  reasons: phrases({ requested: ['chosen by hand', 'выбран вручную'] }),
  next: ['See what it has learnt', 'Посмотреть, чему научилась сеть'],
});

/** The words for trainings that ended before their time. */
export const troubleText = texts({
  lost: [
    'The GPU was lost: the driver reset it, the browser took it away, or its memory ran out. Nothing that was kept is lost.',
    'Связь с видеокартой потеряна: её перезапустил драйвер, отключил браузер или ей не хватило памяти. Всё, что было сохранено, цело.',
  ],
  limit: [
    'The network is too large for this device. Make the batch smaller, take a network with fewer channels, or choose the WASM backend.',
    'Сеть слишком велика для этого устройства. Уменьшите пакет (batch), возьмите сеть с меньшим числом каналов или вычислитель WASM.',
  ],
  notFinite: [
    'The loss became NaN or infinite: the steps were too large. Lower the learning rate, a tenth of it for a start, or choose a schedule that begins low.',
    'Потери стали NaN или бесконечными: шаги слишком велики. Уменьшите скорость обучения, для начала в десять раз, или выберите расписание, которое начинается с малой скорости.',
  ],
  keptRun: [
    'What this browser keeps of the run is missing, damaged, or of other settings, so that neither its training can go on nor its network be shown. Its curves and figures stay, and nothing was overwritten. To train the same from the start, choose “Use its settings” under Compare.',
    'То, что браузер сохранил от этого запуска, отсутствует, повреждено или относится к другим настройкам: продолжить обучение или показать сеть нельзя. Кривые и результаты целы, ничего не перезаписано. Чтобы обучить такую же сеть с начала, выберите «Взять настройки» в разделе «Сравнение».',
  ],
  inUse: [
    'This run is being trained in another tab of this browser. Go on there, or stop it there first.',
    'Этот запуск обучается в другой вкладке этого браузера. Продолжайте там или сначала остановите его.',
  ],
  failed: ['The training failed:', 'Обучение прервалось:'],
  data: [
    'The images could not be loaded. Go to “Data” to drop the archive there or to choose synthetic images.',
    'Изображения не загрузились. В разделе «Данные» можно перетащить архив на страницу или выбрать синтетические изображения.',
  ],
  toData: ['To the data', 'К данным'],
  details: ['What was reported', 'Подробности'],
  goOn: (epoch: number) => [`Continue from epoch ${epoch}`, `Продолжить с эпохи ${epoch}`],
  testOnly: ['Continue with the test', 'Продолжить с проверки'],
  interrupted: ['Interrupted trainings', 'Прерванные запуски'],
  wasInterrupted: (network: string, data: string, epoch: number, epochs: number) => [
    `The training of ${network}, ${data}, epoch ${epoch} of ${epochs} was interrupted.`,
    `Обучение прервано: ${network}, ${data}, эпоха ${epoch} из ${epochs}.`,
  ],
  continue: ['Continue', 'Продолжить'],
  forget: ['Forget', 'Удалить'],
  continueRun: (network: string, epoch: number) => [
    `Continue ${network} from epoch ${epoch}`,
    `Продолжить ${network} с эпохи ${epoch}`,
  ],
  forgetRun: (network: string, epoch: number) => [
    `Forget ${network}, interrupted in epoch ${epoch}`,
    `Удалить ${network}, прервано в эпохе ${epoch}`,
  ],
  notices: ['Notices', 'Сообщения'],
  epochs: (count: number) => [
    count === 1 ? '1 whole epoch is done.' : `${count} whole epochs are done.`,
    `Пройдено: ${count} ${plural(count, 'полная эпоха', 'полные эпохи', 'полных эпох')}.`,
  ],
});
