import { describeDiagram } from '../../diagram/describe-diagram';
import { diagram } from '../../diagram/diagram';
import { broken, type Subject } from '../subject';
import { buildNamed } from './pure-build';

/** Checks that the diagram of a block has steps and is well-formed. */
export function canBeDrawn(subject: Subject, all: readonly Subject[]): void {
  const { spec, kinds, kind } = subject;
  const data = describeDiagram(spec, { kinds });
  const stage = data.stages.find(({ part }) => part === 'block');
  if (!stage || stage.steps.length === 0) {
    throw broken(subject, 'the diagram shows no step of the block: build must return a visible layer');
  }
  const problem = markupProblem(diagram(spec, { kinds }));
  if (problem !== undefined) throw broken(subject, `the diagram ${problem}`);
  // Checked once, for all samples together.
  if (subject !== all[0]) return;
  const parts = all.flatMap((one) => buildNamed(one).parts);
  for (const part of Object.keys(kind.labels ?? {})) {
    if (parts.includes(part)) continue;
    throw broken(
      subject,
      `labels.${part} is the label of a part that no sample has: build never passes it to context.name`,
    );
  }
}

/** Returns the problem of an SVG whose attributes are in double quotes, or undefined if it is valid. */
function markupProblem(svg: string): string | undefined {
  const open: string[] = [];
  const rest = svg.replaceAll(
    /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_tag, closing: string, name: string, _attributes: string, selfClosing: string) => {
      if (closing && open.pop() !== name) open.push(`/${name}`);
      else if (!closing && !selfClosing) open.push(name);
      return '';
    },
  );
  if (rest.includes('<'))
    return `has a tag that is not well-formed: ${rest.slice(rest.indexOf('<')).slice(0, 60)}`;
  if (open.length > 0) return `has tags that are not closed in order: ${open.join(', ')}`;
  const wrong = /\b(NaN|undefined|Infinity|\[object \w+\])/.exec(svg);
  return wrong ? `has ${wrong[0]} in it` : undefined;
}
