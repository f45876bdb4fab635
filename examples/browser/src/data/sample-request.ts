import type { Augmentation } from '@nin/cifar';
import { useEffect, useState } from 'preact/hooks';
import { loadedData } from '../lab/data-state';
import { lab, whileAlive } from '../lab/worker-link';
import type { DataSummary, Pictures } from '../worker/lab-api';

/** Samples of the loaded data, and of which data they are; or why there are none. */
export type Samples = { of: DataSummary; pictures: Pictures } | { of: DataSummary; problem: string };

/** Samples of the loaded data by these choices; the former ones until the new ones have come. */
export function useSamples(
  perClass: number,
  augment: Augmentation | undefined,
  seed: number,
): Samples | undefined {
  const [samples, setSamples] = useState<Samples>();
  const of = loadedData.value;
  const choice = JSON.stringify(augment);
  useEffect(() => {
    if (!of) return;
    let outdated = false;
    const set = (next: Samples) => {
      if (!outdated) setSamples(next);
    };
    whileAlive(lab().samples({ perClass, augment, seed })).then(
      (pictures) => set({ of, pictures }),
      (error: Error) => set({ of, problem: error.message }),
    );
    return () => {
      outdated = true;
    };
  }, [of, perClass, choice, seed]);
  return samples?.of === of ? samples : undefined;
}
