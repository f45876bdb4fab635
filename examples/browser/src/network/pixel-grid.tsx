import type { PerceptronComparison } from '../worker/lab-api';
import { chosen } from './perceptron-state';
import { perceptronText } from './perceptron-text';
import { pixelColor } from './perceptron-values';

/** The image, a button for each pixel. One of them is in the order of the Tab key; arrow keys go to the others. */
export function PixelGrid({ comparison }: { comparison: PerceptronComparison }) {
  const words = perceptronText();
  const { size } = comparison;
  const { pixel: present } = chosen.value;
  const choose = (pixel: number) => (chosen.value = { ...chosen.value, pixel });
  const move = (event: KeyboardEvent) => {
    const [rows, columns] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [];
    if (rows === undefined || columns === undefined) return;
    event.preventDefault();
    const row = Math.min(size - 1, Math.max(0, Math.floor(present / size) + rows));
    const column = Math.min(size - 1, Math.max(0, (present % size) + columns));
    choose(row * size + column);
    document.getElementById(pixelId(row * size + column))?.focus();
  };
  return (
    <div
      class="pixel-grid"
      role="group"
      aria-label={words.pixels}
      style={{ '--side': size }}
      onKeyDown={move}
    >
      {Array.from({ length: size * size }, (_, pixel) => (
        <button
          key={pixel}
          id={pixelId(pixel)}
          type="button"
          aria-label={words.pixel(Math.floor(pixel / size) + 1, (pixel % size) + 1)}
          aria-pressed={pixel === present}
          tabIndex={pixel === present ? 0 : -1}
          style={{ background: pixelColor(comparison, pixel) }}
          onClick={() => choose(pixel)}
        />
      ))}
    </div>
  );
}

function pixelId(pixel: number): string {
  return `perceptron-pixel${pixel}`;
}
