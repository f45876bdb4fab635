import type { GpuJob } from '../plan/gpu-job';
import { gpuPeerTitle, placeTitle } from '../plan/places';

/** Says what a job is, while it runs. */
export function jobTitle(job: GpuJob): string {
  const who = `${placeTitle(job.place)}, ${gpuPeerTitle(job.peer)}`;
  switch (job.kind) {
    case 'look':
      return who;
    case 'products':
      return `${who}: products`;
    case 'steps':
      return `${job.network}, ${who}: round ${job.round + 1}`;
    case 'anatomy':
    case 'layers':
      return `${job.network}, ${who}: ${job.kind}`;
  }
}
