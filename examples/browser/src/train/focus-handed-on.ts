import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

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
