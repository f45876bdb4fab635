import { diagram } from '@nin/blocks';
import { isDark } from '../frame/theme';
import { networkFor, settings } from '../settings/settings-state';
import { diagramWords } from './diagram-words';
import { isPossible } from './draft-state';
import { isSameNetwork } from './network-draft';
import { networkText } from './network-text';

/** The network as a picture, from input to output. */
export function Drawing() {
  const words = networkText();
  const { spec, base } = settings.value;
  const { name } = words.networks[base];
  const title = isSameNetwork(spec, networkFor(base)) ? name : words.changedName(name);
  const drawn = diagram(spec, {
    theme: isDark.value ? 'dark' : 'light',
    title,
    words: diagramWords(),
  });
  return (
    <section aria-labelledby="network-drawing" class="drawing">
      <h3 id="network-drawing">{words.drawing}</h3>
      {!isPossible.value && <p class="notice">{words.lastPossible}</p>}
      <div
        class={`scroll drawing-box${isPossible.value ? '' : ' stale'}`}
        role="region"
        tabIndex={0}
        aria-label={words.drawingName(title)}
        dangerouslySetInnerHTML={{ __html: drawn }}
      />
    </section>
  );
}
