import { ProblemNote } from '../form/problem-note';
import { BlockFields } from './block-fields';
import { withDuplicate, withMoved, withoutBlock } from './draft-edits';
import { editDraft, problemAt, problems } from './draft-state';
import type { BlockDraft } from './network-draft';
import { networkText } from './network-text';
import { fieldId, focusAfterDrawing, pointed } from './pointed-field';

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
  const isBroken = problems.value.some((problem) => problem.block === index);
  const ofBlock = problemAt(index, undefined);
  return (
    <li
      class={`card block${isPointed ? ' pointed' : ''}${isBroken ? ' broken' : ''}`}
      id={fieldId(index, 'card')}
    >
      <div class="block-head">
        <h4 id={heading} tabIndex={-1}>
          {words.block(number)}
        </h4>
        <span class="block-shape">{shapes.join(' → ')}</span>
        <span class="block-tools">
          <ToolButton
            id={fieldId(index, 'up')}
            label={words.up(number)}
            mark="up"
            disabled={index === 0}
            edit={() => move(index, -1)}
          />
          <ToolButton
            id={fieldId(index, 'down')}
            label={words.down(number)}
            mark="down"
            disabled={index === count - 1}
            edit={() => move(index, 1)}
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
            edit={() => remove(index)}
          />
        </span>
      </div>
      {ofBlock && (
        <p class="notice bad">
          {words.blockProblem} <ProblemNote id={fieldId(index, 'problem')} problem={ofBlock.problem} />
        </p>
      )}
      <div role="group" aria-labelledby={heading} class="block-body">
        <BlockFields block={block} index={index} isLast={index === count - 1} />
      </div>
    </li>
  );
}

/** Moves a block, and keeps the focus with it: on the same button, or on the other one at either end. */
function move(index: number, step: -1 | 1): void {
  editDraft((draft) => withMoved(draft, index, step));
  const [same, other] = step === -1 ? ['up', 'down'] : ['down', 'up'];
  focusAfterDrawing(fieldId(index + step, same), fieldId(index + step, other));
}

/** Removes a block; the focus goes to the one that takes its place, or to what adds one. */
function remove(index: number): void {
  editDraft((draft) => withoutBlock(draft, index));
  focusAfterDrawing(fieldId(index, 'heading'), fieldId(undefined, 'add'));
}

function ToolButton({
  id,
  label,
  mark,
  disabled = false,
  edit,
}: {
  id?: string;
  label: string;
  mark: Mark;
  disabled?: boolean;
  edit: () => void;
}) {
  return (
    <button
      type="button"
      id={id}
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
