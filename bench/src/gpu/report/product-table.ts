import { threeDigits } from '../../report/figures';
import { markdownTable } from '../../report/markdown-table';
import { gpuPeerTitle, placeTitle } from '../plan/places';
import type { GpuResult } from '../result/gpu-result';
import { ofPeak } from './gpu-step-table';

const head = ['product of', 'where', 'who', 'ms', 'GFLOP/s', 'of peak', 'n'];

/** Products of square matrices. */
export function productTable(result: GpuResult): string {
  const rows = result.products.flatMap((one) =>
    one.products.map(({ size, summary, gflops }) => [
      `${size}×${size}`,
      placeTitle(one.place),
      gpuPeerTitle(one.peer),
      threeDigits(summary.median),
      threeDigits(gflops),
      ofPeak(result, one, gflops),
      String(summary.n),
    ]),
  );
  return markdownTable(head, rows, { leftColumns: 3 });
}
