import { enableProdMode } from '@tensorflow/tfjs-core';
import { expose, releaseProxy, transfer } from 'comlink';
import { openLab } from './lab';
import type { LabApi, Pictures } from './lab-api';

// Without it tfjs looks for NaN in every result of some backends.
enableProdMode();
const lab = openLab({ page: pageFolder() });

/** Large arrays are handed over, not copied; what the page gave to be called is let go when the call is over. */
const api: LabApi = {
  ...lab,
  loadData: (request, onProgress) => letGo(onProgress, lab.loadData(request, onProgress)),
  train: (request, events) => letGo(events, lab.train(request, events)),
  samples: async (request) => handOver(await lab.samples(request)),
  testImages: async (indices) => handOver(await lab.testImages(indices)),
  async modelFiles(run) {
    const files = await lab.modelFiles(run);
    return transfer(
      files,
      files.map(({ bytes }) => bytes.buffer),
    );
  },
};

expose(api);

function handOver(pictures: Pictures): Pictures {
  return transfer(pictures, [pictures.pixels.buffer]);
}

async function letGo<Result>(given: object, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } finally {
    (given as { [releaseProxy]: () => void })[releaseProxy]();
  }
}

/** The folder that the page is served from: the built worker lies in its `assets/`. */
function pageFolder(): URL {
  return new URL('..', globalThis.location.href);
}
