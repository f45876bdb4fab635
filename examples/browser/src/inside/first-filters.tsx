import { useEffect, useMemo, useState } from 'preact/hooks';
import { lab, whileAlive } from '../lab/worker-link';
import type { Filters } from '../worker/lab-api';
import { kernelPixels } from './pixels';
import { mapsText } from './maps-text';
import { PixelCanvas } from '../page/pictures';

/** The kernels of the first convolution as little pictures. */
export function FirstFilters({ id }: { id: string }) {
  const words = mapsText();
  const [filters, setFilters] = useState<Filters>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let wanted = true;
    whileAlive(lab().firstFilters()).then(
      (found) => wanted && setFilters(found),
      (error: Error) => wanted && setProblem(error.message),
    );
    return () => {
      wanted = false;
    };
  }, [id]);
  const pixels = useMemo(() => filters && kernelPixels(filters), [filters]);
  return (
    <section class="card" aria-labelledby="filters">
      <h3 id="filters">{words.filters}</h3>
      {problem !== undefined && (
        <p class="error" lang="en">
          {problem}
        </p>
      )}
      {filters && pixels && (
        <>
          <p class="hint">{words.filtersHint(filters.count, filters.size)}</p>
          <div class="kernels" role="img" aria-label={words.filtersName(filters.count, filters.size)}>
            {Array.from({ length: filters.count }, (_, kernel) => (
              <Kernel key={kernel} size={filters.size} pixels={pixels} kernel={kernel} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function Kernel({
  size,
  pixels,
  kernel,
}: {
  size: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
  kernel: number;
}) {
  const length = 4 * size * size;
  const own = useMemo(() => pixels.slice(kernel * length, (kernel + 1) * length), [pixels, kernel, length]);
  return <PixelCanvas width={size} height={size} pixels={own} />;
}
