import type { BackendPreference } from '@nin/backends';
import type { KernelInitializer } from '@nin/blocks';

/** Options of `runLesson`. The defaults are the lecture's; `quick` has its own where it says so. */
export interface LessonOptions {
  /** Two minutes instead of most of a day: a narrow network, few images and few epochs. Default false. */
  quick?: boolean;
  /** `'cifar10'`, `'synthetic'` (drawn images, no download), or a folder of the official binary files. Default `'cifar10'`. */
  data?: string;
  /** Use only the first `limitTrain` training images. Positive integer. Default all; quick 3,000. */
  limitTrain?: number;
  /** Use only the first `limitTest` test images. Positive integer. Default all; quick 1,000. */
  limitTest?: number;
  /** Width of the network that is trained, as a share of the lecture's. Above zero. Default 1; quick 1/16. */
  width?: number;
  /** How many epochs to train. The cosine spans 50 epochs, or all of them if they are more. Default 50; quick 3. */
  epochs?: number;
  /** Images per step. Positive integer. Default 128; quick 8. */
  batchSize?: number;
  /** The rate the schedule is built from. Above zero. Default 5e-4. */
  learningRate?: number;
  /** How the kernels are drawn at first. Default `'glorotUniform'`, as in Keras and the lecture; quick `'heNormal'`. */
  initializer?: KernelInitializer;
  /** Images of each training in the tasks. Positive integer. Default 10,000; quick 800. */
  taskImages?: number;
  /** Decides the initial weights, and everything in the tasks. Integer. Default 1. */
  seed?: number;
  /** What computes. Default `'auto'`. */
  backend?: BackendPreference;
  /** The folder for the picture. Default `runs/lesson-` and the time. */
  out?: string;

  /** Outputs of the network. At least 10, the classes. Default 20, as in the lecture. */
  outputs?: number;
  /** 1×1 layers in each block. Zero or more. Default 3, as in the lecture's code; its text says two. */
  mlpLayers?: number;
  /** Filters of block 2. Default 756, as in the lecture; 768 was most likely meant. */
  block2Filters?: number;
  /** What follows the last convolution. Default `'relu'`, as in the lecture; quick `'linear'`, which is nothing. */
  logits?: 'relu' | 'linear';
  /** Height and width of the image that shapes and summary are printed for. Default 1024, as in the lecture; it trains at 32. */
  shapesAt?: number;
  /** What `1 + cos` is divided by in the schedule. Default 1.8, as in the lecture; the formula has 2. */
  divisor?: number;
  /** What `predict` is called on: the trained model, or, as in the lecture, the function that makes one. Default `'model'`. */
  predictOn?: 'model' | 'function';

  /** How the `nin` command is typed where the lesson runs, for what it recommends. Default `'npx nin'`. */
  nin?: string;
  /** Gets what is printed, line by line. Default `console.log`. */
  write?: (line: string) => void;
  /** Gets a line that replaces the last such line, while something takes its time; `''` removes it. Default: nobody. */
  status?: (line: string) => void;
  /** Whether to color the confusion matrix in the terminal. Default false. */
  color?: boolean;
}
