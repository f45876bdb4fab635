import { layerShapes, type NinSpec } from '@nin/blocks';
import { computed, signal } from '@preact/signals';
import { changeSpec, settings } from '../settings/settings-state';
import { draftOf, specOf, type NetworkDraft } from './network-draft';
import { specProblem, type SpecProblem } from './spec-problem';

/** What is typed, and the network of the settings at that time: another one there makes it void. */
const typed = signal<{ draft: NetworkDraft; of: NinSpec } | undefined>(undefined);

/** Settings that are not the network must not fill the fields in anew. */
const spec = computed(() => settings.value.spec);

/** What stands in the fields: what is typed, or else the network of the settings. */
export const draft = computed<NetworkDraft>(() => {
  return typed.value?.of === spec.value ? typed.value.draft : draftOf(spec.value);
});

/** Why the fields describe no network; undefined if they describe one. */
export const problem = computed<SpecProblem | undefined>(() => problemOf(specOf(draft.value)));

/** Changes the fields. The settings follow if the network is possible; else they keep the last possible one. */
export function editDraft(edit: (present: NetworkDraft) => NetworkDraft): void {
  const edited = edit(draft.value);
  const described = specOf(edited);
  const possible = problemOf(described) === undefined;
  typed.value = { draft: edited, of: possible ? described : spec.value };
  if (possible) changeSpec(() => described);
}

/** Gives up what is typed, in favour of the last possible network. */
export function dropDraft(): void {
  typed.value = undefined;
}

function problemOf(described: NinSpec): SpecProblem | undefined {
  try {
    layerShapes(described);
    return undefined;
  } catch (error) {
    return specProblem((error as Error).message);
  }
}
