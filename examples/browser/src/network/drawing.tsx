import { diagram } from '@nin/blocks';
import { isDark } from '../frame/theme';
import { language } from '../language/language';
import { networkFor, settings } from '../settings/settings-state';
import { diagramIn } from './diagram-words';
import { problem } from './draft-state';
import { isSameNetwork } from './network-draft';
import { networkText } from './network-text';

/** The network as a picture, from input to output. */
export function Drawing() {
  const words = networkText();
  const { spec, base } = settings.value;
  const { name } = words.networks[base];
  const title = isSameNetwork(spec, networkFor(base)) ? name : words.changedName(name);
  const drawn = diagram(spec, { theme: isDark.value ? 'dark' : 'light', title });
  return (
    <section aria-labelledby="network-drawing" class="drawing">
      <h3 id="network-drawing">{words.drawing}</h3>
      {problem.value && <p class="notice">{words.lastPossible}</p>}
      <div
        class={`scroll drawing-box${problem.value ? ' stale' : ''}`}
        role="region"
        tabIndex={0}
        aria-label={words.drawingName(title)}
        dangerouslySetInnerHTML={{ __html: diagramIn(language.value, drawn) }}
      />
    </section>
  );
}
