/** Checks every kernel on the GPU against float64 references: `node checks.js OUT.json [--quick]`. */
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// In Node, tfjs-core alone registers no gradients; tfjs-layers does.
import '@tensorflow/tfjs-layers';
import { selectBackend, selfCheck } from '@nin/backends';
import { runInProcess } from '../run/run-in-process';
import type { Check, Outcome } from './run-check';

const [out, ...flags] = process.argv.slice(2);
const every = flags.includes('--quick') ? 8 : 1;
const folder = fileURLToPath(new URL('.', import.meta.url));

const backend = await selectBackend('webgpu');
console.log(`${backend.device}: ${backend.kernels.length} of our kernels`);
const { checks: selfChecks } = await selfCheck();
for (const { name, error, passed } of selfChecks) {
  console.log(`${mark(passed)}  self-check: ${name}, relative error ${error.toExponential(1)}`);
}

const files: { file: string; outcomes: Outcome[] }[] = [];
for (const file of readdirSync(folder).filter((name) => /^check-.*\.js$/.test(name))) {
  const start = performance.now();
  const outcomes = await outcomesOf(file);
  files.push({ file, outcomes });
  const failed = outcomes.filter(({ passed }) => !passed);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${mark(failed.length === 0)}  ${file}: ${outcomes.length} tests, ${seconds} s`);
  for (const { title, errors } of failed) console.log(`        ${title}: ${errors.join('\n')}`);
}
const all = files.flatMap(({ outcomes }) => outcomes);
const passed = all.length > 0 && [...all, ...selfChecks].every((one) => one.passed);
writeFileSync(out, JSON.stringify({ passed, every, backend, selfChecks, files }, null, 1));
console.log(`${all.filter((one) => one.passed).length} of ${all.length} tests passed`);
process.exit(passed ? 0 : 1);

function mark(passed: boolean): string {
  return passed ? 'passed' : 'FAILED';
}

/** In a process per file: a crash fails the tests of that file alone. */
async function outcomesOf(file: string): Promise<Outcome[]> {
  const check: Check = { path: `${folder}${file}`, every };
  const script = new URL('./run-check.js', import.meta.url);
  const reply = await runInProcess<Outcome[]>(script, check, { limitSeconds: 600 });
  return 'cannot' in reply
    ? [{ title: 'the process', passed: false, errors: [reply.cannot] }]
    : reply.measured;
}
