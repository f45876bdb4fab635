/** The page's script: lets the one who drives the page measure a job. */
import { measureGpuJob } from './measuring/measure-gpu-job';

Object.assign(globalThis, { measureGpuJob });
