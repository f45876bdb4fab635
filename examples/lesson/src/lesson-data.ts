import { synthetic, take, type LabeledImages } from '@nin/cifar';
import { CifarUnavailableError, loadCifar10 } from '@nin/cifar/node';
import type { LessonSettings } from './lesson-settings';
import type { Page } from './page';

/** The images of a lesson. */
export interface LessonData {
  train: LabeledImages;
  test: LabeledImages;
  /** What to write next to every figure measured on drawn images; empty for CIFAR-10. */
  caveat: string;
}

/**
 * The images the settings ask for.
 *
 * @throws Error of one line, with what to do, if CIFAR-10 cannot be had.
 */
export async function loadLessonData(page: Page, { experiment }: LessonSettings): Promise<LessonData> {
  const { source: data, limitTrain = 50_000, limitTest = 10_000 } = experiment.data;
  if (data === 'synthetic') {
    const train = synthetic({ count: limitTrain, seed: 1 });
    const test = synthetic({ count: limitTest, seed: 2 });
    return { train, test, caveat: ' (synthetic data, not CIFAR-10)' };
  }
  const { train, test } = await loadReal(page, data === 'cifar10' ? undefined : data);
  return { train: take(train, limitTrain), test: take(test, limitTest), caveat: '' };
}

async function loadReal(page: Page, directory: string | undefined) {
  let printed = '';
  try {
    return await loadCifar10({
      directory,
      onProgress({ phase, loaded, total, message }) {
        if (phase === 'notice' || (phase === 'download' && message !== printed)) page.print(message);
        if (phase === 'download') printed = message;
        page.status(total > 0 ? `${message}: ${Math.floor((100 * loaded) / total)} %` : message);
      },
    });
  } catch (error) {
    if (!(error instanceof CifarUnavailableError)) throw error;
    throw new Error(`${error.message}. Without CIFAR-10, --data synthetic runs the lesson on drawn images`, {
      cause: error,
    });
  } finally {
    page.status('');
  }
}
