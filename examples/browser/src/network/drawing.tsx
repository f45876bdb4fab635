import { diagram, type DiagramWords } from '@nin/blocks';
import { language } from '../language/language';
import { crossed } from '../language/numbers';
import { isDark } from '../page/theme';
import { base, network, networkFor } from '../settings/settings-state';
import { isPossible } from './draft-state';
import { isSameNetwork } from './network-draft';
import { networkText } from './network-text';

/** The network as a picture, from input to output. */
export function Drawing() {
  const words = networkText();
  const spec = network.value;
  const { name } = words.networks[base.value];
  const title = isSameNetwork(spec, networkFor(base.value)) ? name : words.changedName(name);
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

const russianWords: DiagramWords = {
  subtitle: ({ blocks, inputShape, classes }) =>
    `блоков: ${blocks}, вход ${crossed(inputShape)}, логитов: ${classes}`,
  title({ part, number }) {
    if (part === 'block') return `Блок ${number}`;
    return part === 'input' ? 'Вход' : 'Выход';
  },
  caption({ part, kind, batchNorm, activation }) {
    if (part !== 'block') return part === 'input' ? 'изображение' : 'среднее карты';
    const named = kind === undefined ? [] : [kind];
    return [...named, ...(batchNorm ? ['пак. норм.'] : []), activationWord(activation)].join(', ');
  },
  label: ({ part, map }) => (part === 'head' ? `логитов: ${map.at(-1)}` : crossed(map)),
  step(step) {
    const { role, layer, label, window, channels, strides, padding, activation, rate, to } = step;
    if (role === 'head') return { text: 'глобальное', detail: 'усреднение' };
    const isPool = role === 'pool';
    const notes = [
      strides === undefined || isPool ? [] : `шаг ${strides}`,
      padding === undefined || isPool ? [] : padding,
      activation === undefined ? [] : activationWord(activation),
      to === undefined || role === 'dropout' ? [] : `до ${crossed(to)}`,
    ].flat();
    const size = window ? [crossed(window)] : [];
    const width = channels === undefined ? [] : [`· ${channels}`];
    const text = (name: string) => [...size, name, ...width].join(' ');
    const detail = notes.join(', ') || undefined;
    if (label !== undefined) return { text: label, detail };
    if (role === 'dropout') return { text: `dropout ${Number(rate?.toPrecision(3))}`, detail };
    if (layer === 'Conv2D') return { text: text('свёртка'), detail };
    if (layer === 'MaxPooling2D') return { text: text(`макс. / ${strides}`), detail };
    if (layer === 'AveragePooling2D') return { text: text(`среднее / ${strides}`), detail };
    return { text: text(networkText().kinds[layer] ?? layer), detail };
  },
  identity: 'без изменений',
  gives: 'получается',
};

function activationWord(activation = 'linear'): string {
  if (activation === 'linear') return 'без активации';
  return activation === 'relu' ? 'ReLU' : activation;
}

/** The words of the drawing in the language of the page; in English those of `@nin/blocks`. */
export function diagramWords(): Partial<DiagramWords> {
  return language.value === 'ru' ? russianWords : {};
}
