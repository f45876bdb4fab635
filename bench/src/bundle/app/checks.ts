/** Checks every kernel on the GPU against float64 references: `node checks.js [--quick]`. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
// In Node, tfjs-core alone registers no gradients; tfjs-layers does.
import '@tensorflow/tfjs-layers';
import { selectBackend, selfCheck } from '@nin/backends';
import type { TestOutcome } from '../checks/registry';
import { writeOut } from './out-folder';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('.', import.meta.url));
const quick = process.argv.includes('--quick');
const every = quick ? 8 : 1;

const backend = await selectBackend('webgpu');
console.log(`${backend.device}: ${backend.kernels.length} kernels of ours`);
const selfChecks = (await selfCheck()).checks;
for (const { name, error, passed } of selfChecks) {
  console.log(
    `${passed ? 'passed' : 'FAILED'}  self-check: ${name}, relative error ${error.toExponential(1)}`,
  );
}

const files: { file: string; outcomes: TestOutcome[] }[] = [];
for (const name of readdirSync(folder).filter((one) => /^check-.*\.js$/.test(one))) {
  const file = name.slice('check-'.length, -'.js'.length);
  const start = performance.now();
  const outcomes = await outcomesOf(name);
  files.push({ file, outcomes });
  const failed = outcomes.filter(({ passed }) => !passed);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${failed.length === 0 ? 'passed' : 'FAILED'}  ${file}: ${outcomes.length} tests, ${seconds} s`,
  );
  for (const { title, message } of failed) console.log(`        ${title}: ${message}`);
}
const all = files.flatMap(({ outcomes }) => outcomes);
const passed = all.every((one) => one.passed) && selfChecks.every((one) => one.passed);
writeOut('checks.json', { passed, every, backend, selfChecks, files });
console.log(`${all.filter((one) => one.passed).length} of ${all.length} tests passed`);
process.exit(passed && all.length > 0 ? 0 : 1);

/** A process for each file: one that crashes takes no other with it. */
async function outcomesOf(name: string): Promise<TestOutcome[]> {
  const words = [`${folder}/run-check.js`, `${folder}/${name}`, String(every)];
  try {
    const { stdout } = await run(process.execPath, words, { maxBuffer: 2 ** 28, timeout: 600_000 });
    return JSON.parse(stdout.slice(stdout.lastIndexOf('[{'))) as TestOutcome[];
  } catch (error) {
    const { message, stderr = '' } = error as Error & { stderr?: string };
    return [{ title: 'the process', passed: false, milliseconds: 0, message: `${message}\n${stderr}` }];
  }
}
