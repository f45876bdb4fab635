import type { MeasureJob, MeasureName, Pace } from './job';
import { backendOf, onGpu, peerNames, type PeerName, type PlaceName } from './places';
import { scenarioFacts, scenarios, type Scenario } from './scenarios';

/** A place that was found, and whether its GPU is one in software, which is a hundred times slower. */
export interface PlannedPlace {
  place: PlaceName;
  software: boolean;
}

/** Options of {@link makePlan}. */
export interface PlanOptions {
  /** Names. Default: what each place trains in a reasonable time. */
  scenarios?: readonly string[];
  /** Runs this one alone. */
  experiment?: Scenario | undefined;
  measures: readonly MeasureName[];
  /** One round and less time, for a first look. */
  quick: boolean;
  /** Cores of this machine; with one, `ours-1` would equal `ours`. */
  cores: number;
  /** Images per step for everyone. Default: by scenario, place and peer. */
  batchSize?: number;
}

/** The jobs of a run, in their order, and what is left out. */
export interface Plan {
  rounds: number;
  jobs: MeasureJob[];
  skipped: (MeasureJob & { reason: string })[];
}

/** Speed of stock `cpu` on the machine this was written on; it only decides what is skipped. */
const stockCpuMacsPerSecond = 25e6;
/** Longer steps would leave no time for the rest. */
const longestStepSeconds = 20;

/**
 * Plans a run. Every round goes through all scenarios, places and peers, so that a disturbance of the machine slows all of
 * them down; every other round in the opposite order of peers. `anatomy` and `layers` come once, after the rounds.
 */
export function makePlan(places: readonly PlannedPlace[], options: PlanOptions): Plan {
  const { measures, quick, scenarios: names, experiment } = options;
  const rounds = quick ? 1 : 3;
  const skipped: Plan['skipped'] = [];
  const jobsOf = (measure: MeasureName, round: number) =>
    (experiment ? [experiment] : scenarios).flatMap((scenario) =>
      places.flatMap((planned) => {
        if (!experiment && !(names ?? defaultScenarios(measure, planned, quick)).includes(scenario.name))
          return [];
        const peers = peersOf(measure, scenario, planned, { ...options, round });
        return peers.flatMap((peer) => {
          const job = makeJob({ measure, scenario, peer, round }, planned, options);
          const reason = peer === 'stock-cpu' ? tooLong(job) : undefined;
          if (reason && round === 0) skipped.push({ ...job, reason });
          return reason ? [] : [job];
        });
      }),
    );
  const timed = measures.filter((measure) => measure === 'steps' || measure === 'training');
  const once = measures.filter((measure) => measure === 'anatomy' || measure === 'layers');
  const jobs = [
    ...Array.from({ length: rounds }, (_, round) =>
      timed.flatMap((measure) => jobsOf(measure, round)),
    ).flat(),
    ...once.flatMap((measure) => jobsOf(measure, 0)),
  ];
  return { rounds, jobs, skipped };
}

/** Larger networks take too long in software, and so do the layers of stock TensorFlow.js. */
function defaultScenarios(measure: MeasureName, { place, software }: PlannedPlace, quick: boolean): string[] {
  const small = measure === 'training' || software;
  if (measure === 'layers' && software) return quick ? [] : ['quarter'];
  if (measure === 'layers' && onGpu(place)) return quick ? ['quarter', 'modern'] : allButTiny;
  if (small) return quick && software && measure !== 'training' ? ['quarter'] : ['tiny', 'quarter'];
  return quick ? ['tiny', 'quarter', 'modern'] : scenarios.map(({ name }) => name);
}

const allButTiny = scenarios.map(({ name }) => name).filter((name) => name !== 'tiny');

function peersOf(
  measure: MeasureName,
  scenario: Scenario,
  { place }: PlannedPlace,
  { cores, round }: { cores: number; round: number },
): PeerName[] {
  const peers = peerNames.filter((peer) => {
    if (peer === 'ours') return true;
    if (onGpu(place)) return peer === 'stock';
    if (measure === 'anatomy' || measure === 'layers') return false;
    // Stock wasm fails each time; once is enough for its message.
    if (peer === 'stock') return round === 0;
    if (peer === 'stock-cpu') return true;
    if (measure === 'training') return false;
    // jax-js needs the network written for it, which was done for the one that stock cpu is timed with.
    return peer === 'jax-js' ? place === 'node-wasm' && scenario.name === 'quarter' : cores > 1;
  });
  return round % 2 === 0 ? peers : peers.reverse();
}

function makeJob(
  head: Pick<MeasureJob, 'measure' | 'scenario' | 'peer' | 'round'>,
  planned: PlannedPlace,
  { quick, batchSize }: PlanOptions,
): MeasureJob {
  const { measure, peer } = head;
  const { place, software } = planned;
  const gpu = onGpu(place);
  return {
    ...head,
    place,
    batchSize: batchSize ?? defaultBatch(head, planned, quick),
    pace: measure === 'layers' ? layersPace(head.scenario, planned, quick) : stepsPace(head, planned, quick),
    // On a GPU in a separate job: the first of the timed steps is to find no shader compiled.
    fingerprint: gpu ? measure === 'anatomy' : measure === 'steps' && head.round === 0,
    products:
      measure === 'training' || gpu !== (measure === 'anatomy') ? [] : productSizes(peer, gpu, software),
    // About those of CIFAR-10; in software fewer, as they must be drawn. A multiple of all batches: a smaller last one would
    // compile other shaders.
    epochImages: software ? 1280 : 51_200,
  };
}

function defaultBatch(
  { measure, scenario, peer }: Pick<MeasureJob, 'measure' | 'scenario' | 'peer'>,
  { place, software }: PlannedPlace,
  quick: boolean,
): number {
  if (peer === 'jax-js') return 8;
  if (peer === 'stock-cpu' || (peer === 'stock' && backendOf(place, peer) === 'wasm')) return 2;
  if (!onGpu(place)) return scenario.batch.cpu;
  if (software) return scenario.batch.software / (quick && measure !== 'training' ? 2 : 1);
  // 128 is the batch of every recipe of the lab.
  return measure === 'training' ? 128 : scenario.batch.gpu;
}

/** A product of 1024 rows takes stock `cpu` too long. */
function productSizes(peer: PeerName, gpu: boolean, software: boolean): number[] {
  if (gpu) return software ? [512] : [1024, 4096];
  return [peer === 'stock-cpu' ? 512 : 1024];
}

function tooLong({ scenario, batchSize }: MeasureJob): string | undefined {
  const seconds = (batchSize * scenarioFacts(scenario).trainingMacs) / stockCpuMacsPerSecond;
  if (seconds <= longestStepSeconds) return undefined;
  return `a step of ${batchSize} images would take about ${Math.round(seconds)} s; the limit is ${longestStepSeconds} s`;
}

/** V8 optimizes hot code only after some calls, so short steps need more warm-up. */
function stepsPace(
  { peer, scenario }: Pick<MeasureJob, 'peer' | 'scenario'>,
  { place, software }: PlannedPlace,
  quick: boolean,
): Pace {
  const ours = peer.startsWith('ours');
  const seconds = (full: number) => (quick ? full / 4 : full);
  if (software) {
    const warmUp = ours && !quick ? 1 : 0;
    return { warmUp, atLeast: quick ? 1 : ours ? 3 : 2, atMost: 20, seconds: seconds(8) };
  }
  // Stock's steps may take seconds here, too.
  if (onGpu(place)) return { warmUp: ours ? 10 : 2, atLeast: ours ? 5 : 3, atMost: 200, seconds: seconds(4) };
  if (peer === 'jax-js') return { warmUp: 2, atLeast: 3, atMost: 5, seconds: 0 };
  if (!ours) return { warmUp: 0, atLeast: 2, atMost: 5, seconds: seconds(5) };
  return scenario.small
    ? { warmUp: 10, atLeast: 10, atMost: 200, seconds: seconds(5) }
    : { warmUp: 2, atLeast: 3, atMost: 20, seconds: seconds(8) };
}

function layersPace({ small }: Scenario, { place, software }: PlannedPlace, quick: boolean): Pace {
  if (software) return { warmUp: 1, atLeast: 1, atMost: 3, seconds: 0.2 };
  const seconds = quick ? 0.1 : 0.3;
  if (onGpu(place)) return { warmUp: 2, atLeast: 3, atMost: 10, seconds, burst: 5 };
  return { warmUp: small ? 10 : 2, atLeast: 3, atMost: 50, seconds };
}
