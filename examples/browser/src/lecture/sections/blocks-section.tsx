import { layerShapes, lectureSpec } from '@nin/blocks';
import { formatCount } from '../../language/texts';
import { pointAt, type PointedField } from '../../network/pointed-field';
import { startFromNetwork } from '../../network/presets';
import { crossed } from '../../network/quantities';
import { settings } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../drive';
import { idleWeights } from '../last-block';
import { blocksSectionText } from './blocks-text';

/** What a block is, and what is odd in the lecture's network. */
export function BlocksSection() {
  const words = blocksSectionText();
  const { oddities } = words;
  const shapes = layerShapes(lectureSpec);
  const lastMap = shapes.at(-2)?.shape.slice(0, 2) ?? [];
  const [, second, , last] = lectureSpec.blocks;
  const load = () => {
    drive('blocks', () => startFromNetwork('lecture'));
    showPlace('network');
  };
  return (
    <>
      <p>{words.block}</p>
      <p>{words.between}</p>
      <div class="buttons">
        <button type="button" onClick={load}>
          {words.load}
        </button>
        <button type="button" onClick={() => pointAt({ block: 0 })}>
          {words.look}
        </button>
      </div>
      <ChangeNote section="blocks" />
      <h4>{words.odd}</h4>
      <ul class="oddities">
        <Oddity text={oddities.outputs(last?.filters ?? 0)} at={{ block: 3, field: 'filters' }} />
        <Oddity text={oddities.layers} at={{ block: 0, field: 'mlpLayers' }} />
        <Oddity text={oddities.relu} at={{ block: 3, field: 'outputActivation' }} />
        <Oddity
          text={oddities.lastMap(crossed(lastMap), formatCount(idleWeights(lectureSpec)))}
          at={{ block: 3, field: 'kernelSize' }}
        />
        <Oddity text={oddities.filters(second?.filters ?? 0)} at={{ block: 1, field: 'filters' }} />
      </ul>
    </>
  );
}

/** Something odd, and a button to where it stands in the editor. It is there in the lecture's network only. */
function Oddity({ text, at }: { text: string; at: PointedField }) {
  const words = blocksSectionText();
  const show = () => {
    if (settings.value.base !== 'lecture' || settings.value.spec.blocks.length <= at.block) {
      drive('blocks', () => startFromNetwork('lecture'));
    }
    pointAt(at);
  };
  return (
    <li>
      <span>{text}</span>
      <button type="button" onClick={show} aria-label={words.showWhat(text)}>
        {words.show}
      </button>
    </li>
  );
}
