import { useEffect, useRef } from 'preact/hooks';
import type { Pictures } from '../worker/lab-api';

/** One of many pictures; the row it stands in has a name. */
export function SamplePicture({ pictures, place }: { pictures: Pictures; place: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, pixels } = pictures;
  useEffect(() => {
    const size = 4 * width * height;
    const image = new ImageData(pixels.slice(place * size, (place + 1) * size), width, height);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [pictures, place]);
  return <canvas ref={canvas} class="pixels" width={width} height={height} />;
}
