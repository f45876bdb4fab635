import { testResults } from '@nin/recipes';
import { forgetModel, keptModel } from './kept-models';
import type { LabApi } from './lab-api';
import { categoryMapsOf, firstFiltersOf } from './look-inside';
import { loadOpenModel, modelFilesOf, type OpenModel } from './open-model';
import { perceptronComparison } from './perceptron-comparison';
import { imageAt, pictureAsData, picturesOf, samplesOf } from './pictures';
import { runReport, summaryOfResults } from './run-report';
import { type RunningTraining, startTraining } from './training';
import { workerBackend, type WorkerBackendOptions } from './worker-backend';
import { workerData, type WorkerDataOptions } from './worker-data';

/** What a lab needs of its surroundings. */
interface LabOptions extends WorkerDataOptions, Pick<WorkerBackendOptions, 'page' | 'select'> {
  keptModel?: typeof keptModel;
  forgetModel?: typeof forgetModel;
}

/** Everything the worker does: one backend, one data set, one model that is looked into, at most one training. */
export function openLab({
  page,
  select,
  loadCifar,
  keptModel: kept = keptModel,
  forgetModel: forget = forgetModel,
}: LabOptions): LabApi {
  let open: OpenModel | undefined;
  let training: RunningTraining | undefined;
  const backend = workerBackend({ page, select, onStart: () => openInstead(undefined) });
  const data = workerData({ page, loadCifar });

  function openInstead(next: OpenModel | undefined): void {
    if (open?.model !== next?.model) open?.model.dispose();
    open = next;
  }

  function requireOpen(): OpenModel {
    if (!open) throw new Error('no model is open: train a network, or open a kept run');
    return open;
  }

  function requireNoTraining(what: string): void {
    if (training) throw new Error(`${what} has to wait until the training is over`);
  }

  /** Runs a computation on the backend, which is restarted if the last computation lost it. */
  async function compute<Result>(work: () => Promise<Result>): Promise<Result> {
    await backend.running();
    try {
      return await work();
    } catch (error) {
      backend.notice(error);
      throw error;
    }
  }

  return {
    async selectBackend(preference) {
      requireNoTraining('another backend');
      return backend.select(preference);
    },
    loadData: (request, onProgress) => data.load(request, onProgress),
    cancelLoading: () => data.cancel(),
    samples: (request) => asPromise(() => samplesOf(data.loaded().train, request)),
    testImages: (indices) => asPromise(() => picturesOf(data.loaded().test, indices)),
    testLabels: () => asPromise(() => data.loaded().test.labels.slice()),

    train: (request, events) =>
      compute(async () => {
        // Another one may have been asked for while the backend started.
        requireNoTraining('another training');
        const { id } = request;
        // What is kept of a run that goes on soon is newer than its open model.
        if (open?.id === id) openInstead(undefined);
        training = startTraining(request, { data: data.loaded(), kept: kept(id), events });
        try {
          const { end, model } = await training.ended;
          if (model) openInstead({ id, model });
          return end;
        } finally {
          training = undefined;
        }
      }),
    pause: () => training?.pause(),
    resume: () => training?.resume(),
    stop: () => training?.stop(),

    async openRun(run) {
      await compute(async () => {
        if (open?.id !== run.id) openInstead(await loadOpenModel(run, kept(run.id)));
      });
    },
    openedRun: () => Promise.resolve(open?.id),
    test: () =>
      compute(async () => {
        const { model } = requireOpen();
        return summaryOfResults(await testResults(model, data.loaded().test));
      }),
    categoryMaps: (image) =>
      compute(async () => {
        const { model } = requireOpen();
        const { test } = data.loaded();
        const isNumber = typeof image === 'number';
        const one = isNumber ? imageAt(test, image) : pictureAsData(image, test);
        const maps = await categoryMapsOf(model, one);
        return { ...maps, label: isNumber ? test.labels[image] : undefined };
      }),
    firstFilters: () => compute(async () => firstFiltersOf(requireOpen().model)),
    comparePerceptron: (request) => compute(() => perceptronComparison(request)),

    modelFiles: (run) =>
      compute(async () => {
        if (open?.id === run.id) return modelFilesOf(open.model);
        const { model } = await loadOpenModel(run, kept(run.id));
        try {
          return await modelFilesOf(model);
        } finally {
          model.dispose();
        }
      }),
    report: async (_, request) => runReport(request, data.loaded()),
    async deleteRun(id) {
      if (open?.id === id) openInstead(undefined);
      await forget(id);
    },
  };
}

function asPromise<Result>(work: () => Result): Promise<Result> {
  return Promise.resolve().then(work);
}
