import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { measureNames, type MeasureName } from './job';
import { placeNames, type PlaceName } from './places';
import { scenarios } from './scenarios';

/** What `npm run bench` takes. */
export interface BenchOptions {
  /** Undefined: what suits each place. */
  scenarios: string[] | undefined;
  /** File of an experiment to run alone. */
  experiment: string | undefined;
  places: PlaceName[];
  measures: MeasureName[];
  quick: boolean;
  software: 'always' | 'never' | undefined;
  batchSize: number | undefined;
  /** File of the result. Default: a new one in `bench/results`. */
  out: string | undefined;
  help: boolean;
  /** The name of this choice, for the file of the result. */
  set: string;
}

const scenarioNames = scenarios.map(({ name }) => name);

/** The text of `--help`. */
export const usage = `usage: npm run bench -- [--where PLACE,…] [--measure MEASURE,…] [--scenarios SCENARIO,…] [--quick] …
       npm run bench -- table RESULT.json [--layers] [--programs]
       npm run bench:bundle

Times training with our packages, stock TensorFlow.js and, in Node, jax-js, one after another, and writes every sample to
bench/results. Leave the machine alone meanwhile: up to about 20 minutes.

  --where      where to run, of ${placeNames.join(', ')};
               'node' and 'page' are all places there. Default: node-wasm
  --measure    what to measure, of ${measureNames.join(', ')}. Default: steps,anatomy,layers
  --scenarios  what to train, of ${scenarioNames.join(', ')}. Default: what suits each place
  --experiment FILE  times an experiment in a JSON file, such as config.json of a run
  --batch      images per step for everyone. Default: by scenario and place
  --quick      one round and fewer samples: up to about 4 minutes
  --software   a GPU in software, even if there is another
  --no-software  fail without a GPU
  --out        file of the result. Default: a new one in bench/results
  --help       this text`;

/**
 * Reads the command line.
 *
 * @throws TypeError for an unknown option, RangeError for an unknown name or a batch that is no positive integer.
 */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      where: { type: 'string', default: 'node-wasm' },
      measure: { type: 'string' },
      scenarios: { type: 'string' },
      experiment: { type: 'string' },
      batch: { type: 'string' },
      quick: { type: 'boolean', default: false },
      software: { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  const {
    where,
    measure = 'steps,anatomy,layers',
    scenarios: asked,
    experiment,
    batch,
    quick,
    software,
    out,
    help,
  } = values;
  const batchSize = batch === undefined ? undefined : Number(batch);
  if (batchSize !== undefined && !(Number.isInteger(batchSize) && batchSize > 0)) {
    throw new RangeError(`--batch must be a positive integer, got '${batch}'`);
  }
  const named = asked === undefined ? undefined : readNames('--scenarios', asked, scenarioNames);
  if (experiment !== undefined && asked !== undefined) {
    throw new RangeError('--experiment cannot go with --scenarios: both name what to train');
  }
  const name = experiment && basename(experiment, '.json');
  const parts = [where, values.measure, name, named?.join('-'), batch && `batch-${batch}`, quick && 'quick'];
  return {
    scenarios: named,
    experiment,
    places: readNames('--where', where, placeNames),
    measures: readNames('--measure', measure, measureNames),
    quick,
    software: software === undefined ? undefined : software ? 'always' : 'never',
    batchSize,
    out,
    help,
    set: parts
      .filter((part) => part)
      .join('-')
      .replaceAll(',', '-'),
  };
}

/** Reads names with commas between them, or what names begin with before a hyphen; returns them in the order of `known`. */
function readNames<Name extends string>(option: string, list: string, known: readonly Name[]): Name[] {
  const asked = list.split(',');
  const fits = (name: string, one: string) => name === one || name.startsWith(`${one}-`);
  for (const one of asked) {
    if (known.some((name) => fits(name, one))) continue;
    throw new RangeError(`${option} must be of ${known.join(', ')}, got '${one}'`);
  }
  return known.filter((name) => asked.some((one) => fits(name, one)));
}
