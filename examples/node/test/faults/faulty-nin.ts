import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { startNin, type Ended, type Running } from '../run-nin';
import { planVariable, type Fault, type FaultPlan, type Operation } from './fault-plan';

const built = mkdtempSync(join(tmpdir(), 'nin-faults-'));
const injector = join(built, 'fault-injector.mjs');
buildSync({
  entryPoints: [join(import.meta.dirname, 'fault-injector.ts')],
  outfile: injector,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
});

/** Whether the command saves its epochs in the middle, too, as it does where they are long. */
interface Pace {
  hasty?: boolean;
}

/** Runs the built command in a folder to the end that a fault makes. */
export function runFaulty(
  args: readonly string[],
  cwd: string,
  fault: Fault,
  pace: Pace = {},
): Promise<Ended> {
  return start(args, { folder: cwd, fault, ...pace }).ended;
}

/** Runs the built command to its end, and returns its operations on what lies in its folder. */
export async function operationsOf(
  args: readonly string[],
  cwd: string,
  pace: Pace = {},
): Promise<Operation[]> {
  const log = join(mkdtempSync(join(built, 'log-')), 'operations.json');
  const { status, stderr } = await start(args, { folder: cwd, log, ...pace }).ended;
  if (status !== 0 || stderr !== '') throw new Error(`the command failed without a fault: ${stderr}`);
  return JSON.parse(readFileSync(log, 'utf8')) as Operation[];
}

function start(args: readonly string[], plan: FaultPlan): Running {
  const env = { [planVariable]: JSON.stringify(plan), NODE_OPTIONS: `--import=${injector}` };
  return startNin(args, { cwd: plan.folder, env });
}
