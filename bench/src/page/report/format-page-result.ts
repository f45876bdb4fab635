import { peerTitle } from '../plan/page-backends';
import type { PageResult } from '../result/page-result';
import { startTable } from './start-table';
import { trainingTable } from './training-table';

/** A result as Markdown. */
export function formatPageResult(result: PageResult): string {
  return [provenance(result), trainingTable(result), startTable(result), failures(result).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** One sentence that belongs under every figure: where it comes from. */
function provenance({ startedAt, machine, versions, userAgent, rounds }: PageResult): string {
  const { commit = 'unknown', changed, packages } = versions;
  const browser = /\w*Chrome\/[\d.]+/.exec(userAgent ?? '')?.[0] ?? 'unknown browser';
  return [
    `${startedAt.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, ${machine.os}`,
    `${browser.replace('/', ' ')}, tfjs ${packages['@tensorflow/tfjs-core']}`,
    `commit ${commit.slice(0, 7)}${changed ? ' with changes' : ''}`,
    `${rounds} round${rounds === 1 ? '' : 's'}, load ${machine.loadBefore.toFixed(1)} before`,
  ].join('; ');
}

/** What could not be done, a line for each. */
function failures({ backends, trainings }: PageResult): string[] {
  return [
    ...backends.flatMap(({ backend, cannot }) =>
      cannot ? [`- ${backend}: cannot: ${firstLine(cannot)}`] : [],
    ),
    ...trainings.flatMap(({ network, backend, peer, cannot }) =>
      cannot ? [`- ${network}, ${peerTitle(backend, peer)}: cannot: ${firstLine(cannot)}`] : [],
    ),
  ];
}

function firstLine(text: string): string {
  return text.split('\n')[0];
}
