import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { goTo } from './place';

/** The head of a table: a name for each column. */
export function ColumnHeads({ names }: { names: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Stands where nothing can be shown before a network has been trained, and leads there. */
export function EmptyPlace({ text, toTrain }: { text: string; toTrain: string }) {
  return (
    <div class="card">
      <p>{text}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => goTo('train')}>
          {toTrain}
        </button>
      </div>
    </div>
  );
}

/**
 * A button that keeps the focus while it does nothing: a disabled one would drop it at the top of the page, away from
 * the reader who has just pressed it with the keyboard.
 */
export function SteadyButton({
  off,
  onClick,
  primary = false,
  id,
  label,
  describedBy,
  children,
}: {
  /** Whether it does nothing now. */
  off: boolean;
  onClick: () => void;
  primary?: boolean;
  id?: string;
  /** Its accessible name, where what it shows is not enough. */
  label?: string;
  describedBy?: string;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      id={id}
      class={primary ? 'primary' : undefined}
      aria-disabled={off}
      aria-label={label}
      aria-describedby={describedBy}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      {children}
    </button>
  );
}

/**
 * For a part of the page that goes away while the focus may be in it, as the button does that was just pressed: the
 * element named `heir` then gets the focus, which would else fall back to the top of the page.
 */
export function useFocusHandedOn(heir: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const part = place.current;
    return () => {
      if (part?.contains(document.activeElement)) document.getElementById(heir)?.focus();
    };
  }, [heir]);
  return place;
}
