import { checkSpec, type NinSpec, type Problem } from '@nin/blocks';
import { computed, signal } from '@preact/signals';
import { specs } from '@nin/recipes';
import {
  base,
  changeNetwork,
  network,
  networkFor,
  startFrom,
  type NetworkName,
} from '../settings/settings-state';
import { type BlockDraft, draftOf, formOfDraft, type NetworkDraft, specOf } from './network-draft';

/** What is typed, and the network of the experiment at that time: another one there makes it void. */
const typed = signal<{ draft: NetworkDraft; of: NinSpec } | undefined>(undefined);

/** What is in the fields: what is typed, or else the network of the experiment. */
export const draft = computed<NetworkDraft>(() => {
  return typed.value?.of === network.value ? typed.value.draft : draftOf(network.value);
});

/** Why the fields describe no network. Empty if they describe one. */
export const problems = computed<readonly PlacedProblem[]>(() => problemsOf(draft.value));

/** Whether the fields describe a network. */
export const isPossible = computed(() => problems.value.length === 0);

/** The first problem at a place of the page. */
export function problemAt(block: number | undefined, field: string | undefined): PlacedProblem | undefined {
  return problems.value.find((one) => one.block === block && one.field === field);
}

/** Changes the fields. The experiment follows if the network is possible; else it keeps the last possible one. */
export function editDraft(edit: (present: NetworkDraft) => NetworkDraft): void {
  const edited = edit(draft.value);
  const described = specOf(edited);
  const possible = problemsOf(edited).length === 0;
  typed.value = { draft: edited, of: possible ? described : network.value };
  if (possible) changeNetwork(() => described);
}

/** Drops the typed text, and returns to the last possible network. */
export function dropDraft(): void {
  typed.value = undefined;
}

function problemsOf(of: NetworkDraft): PlacedProblem[] {
  return checkSpec(specOf(of)).map((problem) => placed(problem, of.blocks));
}

/** A problem of the network, and the place on the page where it is shown. */
export interface PlacedProblem {
  problem: Problem;
  /** From 0; undefined: the input, or the network as a whole. */
  block: number | undefined;
  /** The path of a field of the block's form, `inputShape` or `blocks`. Undefined: the block as a whole. */
  field: string | undefined;
}

/** Places a problem. What is wrong within the list or the settings of a field is shown at the field. */
export function placed(problem: Problem, blocks: readonly BlockDraft[]): PlacedProblem {
  const [part, index, ...keys] = problem.path;
  const block = part === 'blocks' && typeof index === 'number' ? blocks[index] : undefined;
  if (!block || typeof index !== 'number') return { problem, block: undefined, field: part?.toString() };
  const { fields } = formOfDraft(block);
  const paths = keys.map((_, last) => keys.slice(0, last + 1).join('.'));
  const field = paths.findLast((path) => fields.some((one) => one.path === path));
  return { problem, block: index, field };
}

/** The networks to start from, the fastest first. */
export const networkNames = Object.keys(specs) as NetworkName[];

/** The lecture's network on the images that its exercise in shapes is about. */
export const shapesExercise = { ...specs.lecture, inputShape: [1024, 1024, 3] } satisfies NinSpec;

/** Starts over from a known network. */
export function startFromNetwork(name: NetworkName): void {
  dropDraft();
  startFrom(name);
}

/** Shows the lecture's network as its exercise in shapes has it. For shapes: images of that size are not trained on. */
export function startShapesExercise(): void {
  dropDraft();
  startFrom('lecture', shapesExercise);
}

/** Takes back all changes of the network; the hyper-parameters stay. */
export function backToOriginal(): void {
  dropDraft();
  changeNetwork(() => networkFor(base.value));
}
