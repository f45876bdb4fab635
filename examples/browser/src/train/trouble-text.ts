import { plural, texts } from '../language/texts';

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
