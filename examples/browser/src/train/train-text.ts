import { plural, texts } from '../language/texts';

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
