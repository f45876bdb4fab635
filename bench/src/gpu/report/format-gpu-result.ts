import type { NetworkName } from '../../plan/networks';
import { gpuPeerTitle, placeTitle, type GpuPeer, type PlaceName } from '../plan/places';
import type { GpuResult } from '../result/gpu-result';
import { gpuLayerTables } from './gpu-layer-table';
import { anatomyTable, gpuStepTable } from './gpu-step-table';
import { productTable } from './product-table';
import { programTables } from './program-table';

/** What a report has besides the usual tables. */
export interface GpuReportOptions {
  layers?: boolean;
  programs?: boolean;
}

/** A result as Markdown. */
export function formatGpuResult(
  result: GpuResult,
  { layers = false, programs = false }: GpuReportOptions = {},
): string {
  return [
    provenance(result),
    gpuStepTable(result),
    anatomyTable(result),
    productTable(result),
    failures(result).join('\n'),
    layers ? gpuLayerTables(result) : '',
    programs ? programTables(result) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** One sentence that belongs under every figure: where it comes from. */
function provenance({ startedAt, machine, versions, rounds, places }: GpuResult): string {
  const { commit = 'unknown', changed, node, packages } = versions;
  const devices = places.flatMap(({ place, device }) =>
    device ? [`${placeTitle(place)} on ${device.name}${device.software ? ' (software)' : ''}`] : [],
  );
  return [
    `${startedAt.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, ${machine.os}`,
    ...devices,
    `Node ${node}, tfjs ${packages['@tensorflow/tfjs-core']}, webgpu ${packages.webgpu}`,
    `commit ${commit.slice(0, 7)}${changed ? ' with changes' : ''}`,
    `${rounds} round${rounds === 1 ? '' : 's'}, load ${machine.loadBefore.toFixed(1)} before`,
  ].join('; ');
}

/** What could not be done, a line for each. */
function failures({ places, steps, products, layers }: GpuResult): string[] {
  return [...places, ...steps, ...products, ...layers].flatMap((one) => {
    const { place, peer, network, cannot } = one as Failure;
    if (!cannot) return [];
    const what = [network, placeTitle(place), peer && gpuPeerTitle(peer)].filter(Boolean).join(', ');
    return [`- ${what}: cannot: ${cannot.split('\n')[0]}`];
  });
}

interface Failure {
  place: PlaceName;
  peer?: GpuPeer;
  network?: NetworkName;
  cannot?: string;
}
