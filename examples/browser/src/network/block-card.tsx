import { BlockFields } from './block-fields';
import { editDraft, problem } from './draft-state';
import { withDuplicate, withMoved, withoutBlock } from './draft-edits';
import type { BlockDraft } from './network-draft';
import { networkText } from './network-text';
import { fieldId, pointed } from './pointed-field';
import { MoreFields } from './more-fields';

type Mark = 'up' | 'down' | 'duplicate' | 'remove';

/** The drawings on the buttons; not every font has such signs. */
const marks: Readonly<Record<Mark, string>> = {
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  duplicate: 'M6 6h7v7H6zM3 10V3h7',
  remove: 'M4 4l8 8M12 4l-8 8',
};

/** One block: its fields, and the buttons that move, copy and remove it. */
export function BlockCard({
  block,
  index,
  count,
  shapes,
}: {
  block: BlockDraft;
  index: number;
  count: number;
  /** The map it makes, and what pooling leaves of it; nothing while the network is impossible. */
  shapes: readonly string[];
}) {
  const words = networkText();
  const number = index + 1;
  const heading = fieldId(index, 'heading');
  const isPointed = pointed.value?.block === index && pointed.value.field === undefined;
  const isBroken = problem.value?.block === index;
  return (
    <li
      class={`card block${isPointed ? ' pointed' : ''}${isBroken ? ' broken' : ''}`}
      id={fieldId(index, 'card')}
    >
      <div class="block-head">
        <h4 id={heading}>{words.block(number)}</h4>
        <span class="block-shape">{shapes.join(' → ')}</span>
        <span class="block-tools">
          <ToolButton
            label={words.up(number)}
            mark="up"
            disabled={index === 0}
            edit={() => editDraft((d) => withMoved(d, index, -1))}
          />
          <ToolButton
            label={words.down(number)}
            mark="down"
            disabled={index === count - 1}
            edit={() => editDraft((d) => withMoved(d, index, 1))}
          />
          <ToolButton
            label={words.duplicate(number)}
            mark="duplicate"
            edit={() => editDraft((d) => withDuplicate(d, index))}
          />
          <ToolButton
            label={words.remove(number)}
            mark="remove"
            disabled={count === 1}
            edit={() => editDraft((d) => withoutBlock(d, index))}
          />
        </span>
      </div>
      <div role="group" aria-labelledby={heading} class="block-body">
        <BlockFields block={block} index={index} isLast={index === count - 1} />
        <MoreFields block={block} index={index} isLast={index === count - 1} />
      </div>
    </li>
  );
}

function ToolButton({
  label,
  mark,
  disabled = false,
  edit,
}: {
  label: string;
  mark: Mark;
  disabled?: boolean;
  edit: () => void;
}) {
  return (
    <button
      type="button"
      class="quiet tool-button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={edit}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d={marks[mark]}
          fill="none"
          stroke="currentColor"
          stroke-width="1.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </button>
  );
}
