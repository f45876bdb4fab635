/** The child process: measures one job on a GPU and sends what came of it. */
import { replyToParent } from '../measuring/reply-to-parent';
import { measureGpuJob } from './measuring/measure-gpu-job';

replyToParent(measureGpuJob);
