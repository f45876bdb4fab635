import { loadedData } from '../lab/data-state';
import { formatCount } from '../language/texts';
import { dataText } from './data-text';

/** Tells a screen reader that the images are there. It is in the page before they are: what comes with its words is not read out. */
export function LoadedAnnouncer() {
  const words = dataText();
  const loaded = loadedData.value;
  return (
    <p class="visually-hidden" aria-live="polite">
      {loaded &&
        words.announce(words.names[loaded.name].title, formatCount(loaded.train), formatCount(loaded.test))}
    </p>
  );
}
