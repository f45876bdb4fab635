import { Fragment } from 'preact';
import { FieldControl } from '../form/field-control';
import type { FormField } from '../form/form-field';
import { ProblemNote } from '../form/problem-note';
import { withTyped } from './draft-edits';
import { editDraft, problemAt, problems } from './draft-state';
import {
  type BlockDraft,
  blockOf,
  differsFromDefault,
  fieldText,
  formOfDraft,
  textAt,
} from './network-draft';
import { networkText } from './network-text';
import { fieldId, pointed } from './pointed-field';

interface BlockProps {
  block: BlockDraft;
  /** From 0. */
  index: number;
  isLast: boolean;
}

/** Fields that are changed seldom. In the last block, the activation at its end decides whether logits can be negative. */
const seldom = ['dropout', 'activation', 'outputActivation', 'batchNorm', 'kernelInitializer'];

/** The fields of a block's form: those that are changed seldom are folded up, what they hold is shown. */
export function BlockFields({ block, index, isLast }: BlockProps) {
  const words = networkText();
  const fields = formOfDraft(block).fields.filter(
    ({ path, choices }) => path !== 'kind' || (choices ?? []).length > 1,
  );
  const isFolded = ({ path }: FormField) => seldom.includes(path) && !(isLast && path === 'outputActivation');
  const folded = fields.filter(isFolded);
  const concerned = [...problems.value, ...(pointed.value ? [pointed.value] : [])];
  const isConcerned = concerned.some(
    (place) => place.block === index && folded.some(({ path }) => path === place.field),
  );
  const held = folded.flatMap((field) => {
    if (differsFromDefault(block, field)) return [heldText(block, field)];
    return field.path === 'dropout' ? [words.noDropout] : [];
  });
  return (
    <>
      <div class="block-fields">
        <Fields block={block} index={index} fields={fields.filter((field) => !isFolded(field))} />
      </div>
      <details class="more" open={isConcerned || undefined}>
        <summary>
          {words.more}
          <span class="hint"> {held.join(', ')}</span>
        </summary>
        <div class="block-fields">
          <Fields block={block} index={index} fields={folded} />
        </div>
      </details>
    </>
  );
}

function heldText(block: BlockDraft, field: FormField): string {
  const words = networkText();
  const { path } = field;
  const label = words.fields[path] ?? path;
  const text = fieldText(block, field);
  return typeof text === 'boolean' ? label : `${label} ${words.choices[path]?.[text] ?? text}`;
}

/** Fields in order. Those of an object, such as the pooling, are a group, which is there while the object is. */
function Fields({
  block,
  index,
  fields,
}: {
  block: BlockDraft;
  index: number;
  fields: readonly FormField[];
}) {
  const words = networkText();
  const present = blockOf(block);
  const isInner = ({ path }: FormField) => path.includes('.') && !path.endsWith('.kind');
  return (
    <>
      {fields
        .filter((field) => !isInner(field))
        .map((field) => {
          const [object = ''] = field.path.split('.');
          const inner = fields.filter((one) => isInner(one) && one.path.startsWith(`${object}.`));
          return (
            <Fragment key={field.path}>
              <TypedField block={block} index={index} field={field} />
              {inner.length > 0 && present[object] !== undefined && (
                <div class="inner-fields" role="group" aria-label={words.groups[object] ?? object}>
                  {inner.map((one) => (
                    <TypedField key={one.path} block={block} index={index} field={one} />
                  ))}
                </div>
              )}
            </Fragment>
          );
        })}
    </>
  );
}

/** A field of a block, with what it needs of the page. */
interface FieldOfBlock {
  block: BlockDraft;
  /** Of the block, from 0. */
  index: number;
  field: FormField;
}

/** A field of a block by its kind of control, with its label and the problem that is in it. */
function TypedField({ block, index, field }: FieldOfBlock) {
  const words = networkText();
  const { path, about } = field;
  const id = fieldId(index, path);
  const label = words.fields[path];
  // The kind, and fields that the page has no words for, are described as the package does.
  const hint = label === undefined || path === 'kind' ? about : '';
  const found = problemAt(index, path);
  const isPointed = pointed.value?.block === index && pointed.value.field === path;
  const described = [found && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class={`field${widthClass(field)}${isPointed ? ' pointed' : ''}`}>
      <label for={id}>{label ?? path}</label>
      <FieldControl
        field={field}
        text={fieldText(block, field)}
        onType={(typed) => editDraft((draft) => withTyped(draft, index, path, typed))}
        choiceNames={words.choices[path]}
        title={field.canBeAlone ? words.widthsHint : undefined}
        placeholder={path === 'mlpFilters' ? words.widthsPlaceholder(textAt(block, 'filters')) : undefined}
        id={id}
        isInvalid={found !== undefined}
        describedBy={described || undefined}
      />
      {hint && (
        <span class="hint" id={`${id}-hint`} lang="en">
          {hint}
        </span>
      )}
      {found && <ProblemNote id={`${id}-problem`} problem={found.problem} field={field} />}
    </div>
  );
}

/** Fields whose contents are long have room for them. */
function widthClass({ path, control, choices = [] }: FormField): string {
  if (path === 'kind') return ' whole-row';
  const longest = Math.max(0, ...choices.map((choice) => choice.length));
  return control === 'list' || control === 'json' || control === 'switch' || longest > 9 ? ' wide' : '';
}
