import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Pictures } from '../worker/lab-api';

/** One picture of many. Without a name it is decoration of what it stands in. */
export function PictureCanvas({
  pictures,
  place = 0,
  name,
}: {
  pictures: Pictures;
  place?: number;
  name?: string;
}) {
  const { width, height, pixels } = pictures;
  // The same array as long as it is the same picture: a canvas is drawn again for another.
  const own = useMemo(() => {
    const size = 4 * width * height;
    return pixels.slice(place * size, (place + 1) * size);
  }, [pictures, place]);
  return <PixelCanvas width={width} height={height} pixels={own} name={name} />;
}

/** A canvas of RGBA pixels. */
export function PixelCanvas({
  width,
  height,
  pixels,
  name,
}: {
  width: number;
  height: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
  name?: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  const naming = name === undefined ? { 'aria-hidden': true } : { role: 'img' as const, 'aria-label': name };
  return <canvas ref={canvas} class="pixels" width={width} height={height} {...naming} />;
}
