import type { Paint, Role } from './paint';

/** Maximum size of a volume in pixels. */
export const volumeRoom = { width: 116, height: 100 };

const largestSide = 76;
const smallestSide = 9;

/**
 * Returns a feature map as a box centered at `centerX` above `bottom`: height × width in front, the channels as depth.
 * Sides scale with the square root of the size, so that 2×2 is visible next to 32×32; depth scales with the logarithm.
 *
 * @param largest longest side of all maps of the diagram.
 */
export function volume(
  paint: Paint,
  [height = 1, width = 1, channels = 1]: readonly number[],
  largest: number,
  centerX: number,
  bottom: number,
): string {
  const side = (size: number) => Math.max(smallestSide, largestSide * Math.sqrt(size / largest));
  const [w, h] = [side(width), side(height)];
  const depth = Math.min(36, 6 + 3 * Math.log2(1 + channels));
  const [dx, dy] = [0.8 * depth, 0.6 * depth];
  const x = centerX - (w + dx) / 2;
  const y = bottom - h;
  const face = (role: Role, points: number[][]) =>
    `<polygon ${paint.attributes(role)} stroke-linejoin="round" points="${points.map((point) => point.map(round).join(',')).join(' ')}"/>`;
  return [
    face('top', [[x, y], [x + dx, y - dy], [x + w + dx, y - dy], [x + w, y]]), // prettier-ignore
    face('side', [[x + w, y], [x + w + dx, y - dy], [x + w + dx, bottom - dy], [x + w, bottom]]), // prettier-ignore
    face('front', [[x, y], [x + w, y], [x + w, bottom], [x, bottom]]), // prettier-ignore
  ].join('');
}

/** Rounds to a tenth of a pixel, to keep the file short. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
