import type { BackendInfo, BackendPreference } from '@nin/backends';
import type { CifarProgress } from '@nin/cifar/browser';
import type { Augmentation } from '@nin/cifar';
import type { EpochReport, StepReport } from '@nin/trainer';
import type { Experiment } from '@nin/recipes';
import type { DataName } from '../settings/page-choices';

/** What the worker does for the page. Every function rejects with an Error whose message can be shown. */
export interface LabApi {
  /** Picks the backend. Later calls with another preference change it, and forget models. */
  selectBackend(preference: BackendPreference): Promise<BackendInfo>;

  /** Loads a data set; what is dropped or fetched is kept in the browser. */
  loadData(request: DataRequest, onProgress: (progress: CifarProgress) => void): Promise<DataSummary>;
  /** Gives up loading. */
  cancelLoading(): void;
  /** Some images of each class, in the order of the classes. */
  samples(request: SampleRequest): Promise<Pictures>;
  /** Test images by their numbers. */
  testImages(indices: readonly number[]): Promise<Pictures>;
  /** How many numbers there are of each class in the test set, for choosing an image. */
  testLabels(): Promise<Uint8Array>;

  /** Trains until the last epoch or `stop`; then tests. Events come in order and are awaited. */
  train(request: TrainRequest, events: TrainEvents): Promise<TrainEnd>;
  /** Holds the training before its next step. */
  pause(): void;
  resume(): void;
  /** Ends the training after the step under way, or after the next one if it pauses; `train` then resolves. */
  stop(): void;

  /** Makes a kept run's model the one that is looked into; needs a backend. */
  openRun(run: KeptRun): Promise<void>;
  /** The id of the model that is looked into now, if any. */
  openedRun(): Promise<string | undefined>;
  /** Classifies all test images with it. */
  test(): Promise<TestSummary>;
  /** Its category maps for a test image or a picture of the input's size. */
  categoryMaps(image: number | RgbPicture): Promise<CategoryMaps>;
  /** The kernels of its first convolution. */
  firstFilters(): Promise<Filters>;
  /** Compares a 1×1 convolution with one perceptron at every pixel, on the backend; without a backend, one is picked. */
  comparePerceptron(request: PerceptronRequest): Promise<PerceptronComparison>;

  /** The standard tfjs files of a run's model, with normalization and softmax inside; needs a backend. */
  modelFiles(run: KeptRun): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }[]>;
  /** The self-contained report of the run whose model is open, as HTML. */
  report(id: string, run: ReportRequest): Promise<string>;
  /** Forgets a kept run's model and checkpoint. */
  deleteRun(id: string): Promise<void>;
}

/** Which data, and where they may come from. */
export interface DataRequest {
  name: DataName;
  /** A dropped archive or the binary files; undefined: what the browser keeps, else what the server has. */
  files?: readonly File[];
  limitTrain?: number;
  limitTest?: number;
  /** Decides the synthetic images. */
  seed: number;
}

/** What has been loaded. */
export interface DataSummary {
  name: DataName;
  title: string;
  /** Drawn by a program: everything made from it says so. */
  synthetic: boolean;
  train: number;
  test: number;
  classNames: readonly string[];
  /** Why the data could not be kept, if so: they are loaded anyway. */
  notices: readonly string[];
}

/** Images side by side: RGBA, 4·width·height bytes each. */
export interface Pictures {
  width: number;
  height: number;
  count: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
  labels: Uint8Array;
}

export interface SampleRequest {
  perClass: number;
  /** Undefined: as they are. */
  augment: Augmentation | undefined;
  /** Another seed, other images and other augmentations. */
  seed: number;
}

/** A picture of a person, already cut and scaled: RGB bytes, row by row. */
export interface RgbPicture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

export interface TrainRequest {
  /** Names the run in storage. */
  id: string;
  experiment: Experiment;
  /** What its checkpoints recognize the training by, if the run began before there were experiments. */
  identity?: object | undefined;
  /** Go on from the checkpoint that is kept, at its very step. Refused without one, or if it is damaged. */
  resume: boolean;
}

/** A run whose model is kept. */
export interface KeptRun {
  id: string;
  experiment: Experiment;
  /** As in {@link TrainRequest}. */
  identity?: object | undefined;
  /** Steps that the weights had been trained for when they were tested: others are refused. Undefined: any will do. */
  testedSteps: number | undefined;
}

/** What a training reports, and whether it is taken: the worker waits for promises, so that events do not pile up. */
export interface TrainEvents {
  /** Shaders compiled so far. */
  compiling(done: number, total: number): void;
  /** The training goes on from a checkpoint, which has been accepted. Comes before the first step. */
  resumed(from: ResumePoint): void;
  step(report: StepReport): void | Promise<void>;
  /** `saved` is false if the browser could not keep the checkpoint. */
  epoch(report: EpochReport, saved: boolean): void | Promise<void>;
  /** A checkpoint has been kept: after an epoch or, now and then and on `stop`, within one. */
  kept(): void;
  /** The last epoch is over; the test images are being classified. */
  testing(): void | Promise<void>;
  /** A message that does not end the training. */
  notice(message: string): void;
}

/** Where a training goes on. */
export interface ResumePoint {
  /** Reports of the whole epochs done. */
  history: readonly EpochReport[];
  /** Steps done in the epoch after them. */
  step: number;
}

/** How a training ended. */
export interface TrainEnd {
  outcome: 'finished' | 'stopped';
  /** How the network does on the test images; undefined if stopped before its first step, or the first after a resume. */
  results: TestSummary | undefined;
}

/** How a network does on the test images. */
export interface TestSummary {
  /** Top-1, 0–1. */
  accuracy: number;
  classNames: readonly string[];
  /** Row-major, true × predicted. */
  counts: Uint32Array;
  /** The class given to each test image. */
  predictions: Int32Array;
  /** Steps that the tested weights had been trained for; undefined in runs that were kept before this was. */
  totalSteps?: number;
}

/** The last mlpconv's map of each class, over one image. */
export interface CategoryMaps {
  width: number;
  height: number;
  classNames: readonly string[];
  /** Class by class, row by row, as computed: the mean of a class's map is its logit. */
  maps: Float32Array;
  logits: Float32Array;
  probabilities: Float32Array;
  /** The image as the network got it. */
  picture: Pictures;
  /** The true class of a test image. */
  label: number | undefined;
}

/** Kernels of the first convolution, each a little RGB picture. */
export interface Filters {
  size: number;
  count: number;
  /** Filter by filter, row by row, RGB; weights as they are. */
  weights: Float32Array;
}

export interface PerceptronRequest {
  /** Side of the square image. */
  size: number;
  channels: number;
  units: number;
  seed: number;
}

/** One image through a 1×1 convolution, and through a perceptron at each pixel. */
export interface PerceptronComparison extends PerceptronRequest {
  /** [size, size, channels]. */
  image: Float32Array;
  /** [channels, units]. */
  weights: Float32Array;
  biases: Float32Array;
  /** [size, size, units], by the convolution (a tfjs layer) on the backend. */
  convolution: Float32Array;
  /** [size, size, units], by multiplying and adding in double precision. */
  perceptron: Float64Array;
  /** The largest difference. */
  difference: number;
  backend: string;
}

/** What a report needs besides the model. */
export interface ReportRequest {
  /** What the title calls the network. */
  name: string;
  experiment: Experiment;
  backend: BackendInfo;
  history: readonly EpochReport[];
  steps: readonly StepReport[];
  results: TestSummary;
}
