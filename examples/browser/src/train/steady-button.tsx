import type { ComponentChildren } from 'preact';

/**
 * A button that keeps the focus while it does nothing: a disabled one would drop it at the top of the page, away from
 * whoever has just pressed it with the keyboard.
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
