import { useEffect, useRef, useState } from 'preact/hooks';
import { isDark } from '../page/theme';
import { cellAfter } from './matrix';
import { insideText } from './inside-text';

/** One cell of a heat map: what it shows, what it says, how strongly it is colored (−1 to 1). */
interface MapCell {
  text: string;
  label: string;
  shade: number;
}

/** A matrix of classes as a heat map: true classes in rows, predicted ones in columns. */
export function MatrixMap({
  name,
  classNames,
  cells,
  chosen,
  onChoose,
}: {
  /** What a screen reader calls it. */
  name: string;
  classNames: readonly string[];
  /** Row by row. */
  cells: readonly MapCell[];
  chosen?: number;
  /** Makes the cells buttons; without it the matrix is only looked at. */
  onChoose?: (index: number) => void;
}) {
  const words = insideText();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState(0);
  const classes = classNames.length;
  useEffect(() => {
    if (chosen !== undefined) setAt(chosen);
  }, [chosen]);
  const current = Math.min(at, cells.length - 1);
  const move = (event: KeyboardEvent) => {
    const focused = Number((event.target as HTMLElement).dataset.cell);
    const next = Number.isNaN(focused) ? undefined : cellAfter(event.key, focused, classes);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
  };
  return (
    <div
      class="scroll matrix-box"
      tabIndex={onChoose ? undefined : 0}
      role={onChoose ? undefined : 'group'}
      aria-label={onChoose ? undefined : name}
    >
      <table
        ref={grid}
        class={onChoose ? 'matrix' : 'matrix small'}
        style={{ '--classes': classes }}
        role={onChoose && 'grid'}
        aria-label={name}
        onKeyDown={onChoose && move}
      >
        <thead>
          <tr>
            <th scope="col" class="corner">
              <span>{words.trueClass} ↓</span> <span>{words.predictedClass} →</span>
            </th>
            {classNames.map((one) => (
              <th key={one} scope="col">
                <span>{one}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classNames.map((one, row) => (
            <tr key={one}>
              <th scope="row">{one}</th>
              {cells.slice(row * classes, (row + 1) * classes).map((cell, column) => {
                const index = row * classes + column;
                const onDiagonal = row === column ? 'diagonal' : undefined;
                if (!onChoose) {
                  return (
                    <td
                      key={index}
                      class={onDiagonal}
                      style={{ background: ground(cell.shade) }}
                      title={cell.label}
                    >
                      {cell.text}
                    </td>
                  );
                }
                return (
                  <td key={index} aria-selected={index === chosen} class={onDiagonal}>
                    <button
                      type="button"
                      data-cell={index}
                      tabIndex={index === current ? 0 : -1}
                      aria-label={cell.label}
                      title={cell.label}
                      style={{ background: ground(cell.shade) }}
                      onFocus={() => setAt(index)}
                      onClick={() => onChoose(index)}
                    >
                      {cell.text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The largest share of the color on which the page's ink can be read: contrast stays above 4.5. */
function ground(shade: number): string {
  const most = isDark.value ? 55 : 62;
  const color = shade < 0 ? 'var(--chart-2)' : 'var(--accent)';
  return `color-mix(in srgb, ${color} ${(most * Math.abs(shade)).toFixed(1)}%, var(--ground))`;
}
