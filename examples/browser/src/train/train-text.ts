import { plural, texts } from '../language/language';

/** Reasons for a backend by the English words they come in; others are shown as they come. */
const reasonsEn: Readonly<Record<string, string>> = {};
const reasonsRu: Readonly<Record<string, string>> = { 'asked for': 'выбран вручную' };

/** The words of a training: how it is started and where it stands. */
export const trainText = texts({
  en: {
    heading: 'Train',
    training: 'Training',
    willTrain: 'Will train',
    hasTrained: 'Last training',
    trains: 'Is being trained',
    plan: (network: string, data: string, images: string) => `${network} on ${data} (${images} images)`,
    steps: (epochs: number, steps: string) =>
      `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${steps} ${steps === '1' ? 'step' : 'steps'}`,
    data: { cifar10: 'CIFAR-10', synthetic: 'synthetic images' },
    start: 'Start',
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop',
    pausing: 'Held before the next step.',
    later: 'Changes hold for the next training.',
    kept: 'After each epoch, every ten minutes and on Stop, the network, the optimizer and the curves are kept in this browser’s storage: a reload or a crash loses no more than ten minutes.',
    cannotStart: 'Cannot start:',
    obstacles: {
      settings: (names: string) => `these fields are not right: ${names}.`,
      inData: (name: string) => `${name} (in “Data”)`,
      draft:
        'the fields in “Network” describe a network that cannot be built. Correct them, or choose “Back to the original”.',
      input: (shape: string) =>
        `the network takes ${shape}, and the images are 32×32×3. Choose 32×32×3 in “Network”.`,
      outputs: (outputs: number, classes: number) =>
        `the network has ${outputs} ${outputs === 1 ? 'output' : 'outputs'}, and there are ${classes} classes. Give the last block at least ${classes} channels.`,
      network: 'the network is impossible:',
    },
    phase: {
      starting: 'Starting the backend …',
      loading: 'Loading the images …',
      compiling: 'Compiling the shaders of the GPU …',
      compilingCount: (done: number, total: number) =>
        `Compiling the shaders of the GPU: ${done} of ${total}`,
      testing: 'Classifying the test images …',
      stopping: 'Stopping after the step under way …',
      finished: 'Finished.',
      stopped: 'Stopped.',
    },
    epochOf: (epoch: number, epochs: number) => `Epoch ${epoch} of ${epochs}`,
    stepOf: (step: string, steps: string) => `step ${step} of ${steps}`,
    wholeProgress: 'Progress of the training',
    compileProgress: 'Progress of the compilation',
    rate: 'images a second',
    left: 'left',
    loss: 'loss, training',
    accuracy: 'accuracy, training',
    testAccuracy: 'accuracy, test',
    testLoss: 'loss, test',
    ofEpoch: (figure: string, epoch: number) => `${figure} (epoch ${epoch})`,
    announce: (epoch: number, epochs: number, accuracy: string) =>
      `Epoch ${epoch} of ${epochs} is over: test accuracy ${accuracy}.`,
    device: 'Computed by',
    software: 'GPU in software',
    why: 'Why this one',
    reasons: reasonsEn,
    next: 'See what it has learnt',
  },
  ru: {
    heading: 'Обучение',
    training: 'Запуск',
    willTrain: 'Будет обучаться',
    hasTrained: 'Последнее обучение',
    trains: 'Обучается',
    plan: (network: string, data: string, images: string) => `${network}, ${data} (${images})`,
    steps: (epochs: number, steps: string) =>
      `${epochs} ${plural(epochs, 'эпоха', 'эпохи', 'эпох')}, шагов в эпохе: ${steps}`,
    data: { cifar10: 'CIFAR-10', synthetic: 'синтетические изображения' },
    start: 'Начать',
    pause: 'Пауза',
    resume: 'Продолжить',
    stop: 'Остановить',
    pausing: 'Пауза: следующий шаг ещё не начат.',
    later: 'Изменения подействуют при следующем запуске.',
    kept: 'После каждой эпохи, каждые десять минут и при остановке сеть, состояние оптимизатора и кривые сохраняются в хранилище этого браузера: при перезагрузке или сбое пропадёт не больше десяти минут.',
    cannotStart: 'Начать нельзя:',
    obstacles: {
      settings: (names: string) => `в этих полях ошибки: ${names}.`,
      inData: (name: string) => `${name} (раздел «Данные»)`,
      draft:
        'поля в разделе «Сеть» описывают сеть, которую нельзя построить. Исправьте их или нажмите «Вернуть исходную».',
      input: (shape: string) =>
        `сеть принимает ${shape}, а изображения имеют размер 32×32×3. Выберите 32×32×3 в разделе «Сеть».`,
      outputs: (outputs: number, classes: number) =>
        `у сети ${outputs} ${plural(outputs, 'выход', 'выхода', 'выходов')}, а классов ${classes}. В последнем блоке должно быть не меньше ${classes} каналов.`,
      network: 'такая сеть невозможна:',
    },
    phase: {
      starting: 'Запуск вычислителя…',
      loading: 'Загрузка изображений…',
      compiling: 'Компиляция шейдеров видеокарты…',
      compilingCount: (done: number, total: number) => `Компиляция шейдеров видеокарты: ${done} из ${total}`,
      testing: 'Классификация тестовых изображений…',
      stopping: 'Остановка после текущего шага…',
      finished: 'Обучение завершено.',
      stopped: 'Обучение остановлено.',
    },
    epochOf: (epoch: number, epochs: number) => `Эпоха ${epoch} из ${epochs}`,
    stepOf: (step: string, steps: string) => `шаг ${step} из ${steps}`,
    wholeProgress: 'Ход обучения',
    compileProgress: 'Ход компиляции',
    rate: 'изображений в секунду',
    left: 'осталось',
    loss: 'потери, обучение',
    accuracy: 'точность, обучение',
    testAccuracy: 'точность, тест',
    testLoss: 'потери, тест',
    ofEpoch: (figure: string, epoch: number) => `${figure} (эпоха ${epoch})`,
    announce: (epoch: number, epochs: number, accuracy: string) =>
      `Эпоха ${epoch} из ${epochs} закончена: точность на тесте ${accuracy}.`,
    device: 'Вычисляет',
    software: 'программный GPU',
    why: 'Почему выбран он',
    reasons: reasonsRu,
    next: 'Посмотреть, чему научилась сеть',
  },
});

/** The words for trainings that ended before their time. */
export const troubleText = texts({
  en: {
    lost: 'The GPU was lost: the driver reset it, the browser took it away, or its memory ran out. Nothing that was kept is lost.',
    limit:
      'The network is too large for this device. Make the batch smaller, take a network with fewer channels, or choose the WASM backend.',
    notFinite:
      'The loss became NaN or infinite: the steps were too large. Lower the learning rate, a tenth of it for a start, or choose a schedule that begins low.',
    keptRun:
      'What this browser keeps of the run is missing, damaged, or of other settings, so that neither its training can go on nor its network be shown. Its curves and figures stay, and nothing was overwritten. To train the same from the start, choose “Use its settings” under Compare.',
    inUse: 'This run is being trained in another tab of this browser. Go on there, or stop it there first.',
    failed: 'The training failed:',
    data: 'The images could not be loaded. Go to “Data” to drop the archive there or to choose synthetic images.',
    toData: 'To the data',
    details: 'What was reported',
    goOn: (epoch: number) => `Continue from epoch ${epoch}`,
    testOnly: 'Continue with the test',
    interrupted: 'Interrupted trainings',
    wasInterrupted: (network: string, data: string, epoch: number, epochs: number) =>
      `The training of ${network}, ${data}, epoch ${epoch} of ${epochs} was interrupted.`,
    continue: 'Continue',
    forget: 'Forget',
    continueRun: (network: string, epoch: number) => `Continue ${network} from epoch ${epoch}`,
    forgetRun: (network: string, epoch: number) => `Forget ${network}, interrupted in epoch ${epoch}`,
    notices: 'Notices',
    epochs: (count: number) => (count === 1 ? '1 whole epoch is done.' : `${count} whole epochs are done.`),
  },
  ru: {
    lost: 'Связь с видеокартой потеряна: её перезапустил драйвер, отключил браузер или ей не хватило памяти. Всё, что было сохранено, цело.',
    limit:
      'Сеть слишком велика для этого устройства. Уменьшите пакет (batch), возьмите сеть с меньшим числом каналов или вычислитель WASM.',
    notFinite:
      'Потери стали NaN или бесконечными: шаги слишком велики. Уменьшите скорость обучения, для начала в десять раз, или выберите расписание, которое начинается с малой скорости.',
    keptRun:
      'То, что браузер сохранил от этого запуска, отсутствует, повреждено или относится к другим настройкам: продолжить обучение или показать сеть нельзя. Кривые и результаты целы, ничего не перезаписано. Чтобы обучить такую же сеть с начала, выберите «Взять настройки» в разделе «Сравнение».',
    inUse:
      'Этот запуск обучается в другой вкладке этого браузера. Продолжайте там или сначала остановите его.',
    failed: 'Обучение прервалось:',
    data: 'Изображения не загрузились. В разделе «Данные» можно перетащить архив на страницу или выбрать синтетические изображения.',
    toData: 'К данным',
    details: 'Подробности',
    goOn: (epoch: number) => `Продолжить с эпохи ${epoch}`,
    testOnly: 'Продолжить с проверки',
    interrupted: 'Прерванные запуски',
    wasInterrupted: (network: string, data: string, epoch: number, epochs: number) =>
      `Обучение прервано: ${network}, ${data}, эпоха ${epoch} из ${epochs}.`,
    continue: 'Продолжить',
    forget: 'Удалить',
    continueRun: (network: string, epoch: number) => `Продолжить ${network} с эпохи ${epoch}`,
    forgetRun: (network: string, epoch: number) => `Удалить ${network}, прервано в эпохе ${epoch}`,
    notices: 'Сообщения',
    epochs: (count: number) =>
      `Пройдено: ${count} ${plural(count, 'полная эпоха', 'полные эпохи', 'полных эпох')}.`,
  },
});
