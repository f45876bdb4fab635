import { checkSpec, type NinSpec } from '@nin/blocks';
import { computed, signal } from '@preact/signals';
import { changeSpec, settings } from '../settings/settings-state';
import { draftOf, specOf, type NetworkDraft } from './network-draft';
import { placed, type PlacedProblem } from './problem-place';

/** What is typed, and the network of the settings at that time: another one there makes it void. */
const typed = signal<{ draft: NetworkDraft; of: NinSpec } | undefined>(undefined);

/** Settings that are not the network must not fill the fields in anew. */
const spec = computed(() => settings.value.spec);

/** What is in the fields: what is typed, or else the network of the settings. */
export const draft = computed<NetworkDraft>(() => {
  return typed.value?.of === spec.value ? typed.value.draft : draftOf(spec.value);
});

/** Why the fields describe no network. Empty if they describe one. */
export const problems = computed<readonly PlacedProblem[]>(() => problemsOf(draft.value));

/** Whether the fields describe a network. */
export const isPossible = computed(() => problems.value.length === 0);

/** The first problem at a place of the page. */
export function problemAt(block: number | undefined, field: string | undefined): PlacedProblem | undefined {
  return problems.value.find((one) => one.block === block && one.field === field);
}

/** Changes the fields. The settings follow if the network is possible; else they keep the last possible one. */
export function editDraft(edit: (present: NetworkDraft) => NetworkDraft): void {
  const edited = edit(draft.value);
  const described = specOf(edited);
  const possible = problemsOf(edited).length === 0;
  typed.value = { draft: edited, of: possible ? described : spec.value };
  if (possible) changeSpec(() => described);
}

/** Gives up what is typed, in favour of the last possible network. */
export function dropDraft(): void {
  typed.value = undefined;
}

function problemsOf(of: NetworkDraft): PlacedProblem[] {
  return checkSpec(specOf(of)).map((problem) => placed(problem, of.blocks));
}
