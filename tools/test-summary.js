/**
 * Counts the tests of a CI run from the reports vitest wrote, and prints `N passed, N failed` on its last line.
 *
 * Fails if a test failed, or did not run (a machine without a browser must not look green), or if a report is missing.
 * A test file that could not be loaded counts as one failed test.
 *
 * usage: node tools/test-summary.js REPORT.json…
 */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

let passed = 0;
const failed = [];
const notRun = [];

for (const report of process.argv.slice(2)) {
  if (!existsSync(report)) {
    notRun.push(`all of ${report}, which was not written`);
    continue;
  }
  for (const file of JSON.parse(readFileSync(report, 'utf8')).testResults) {
    const path = relative(process.cwd(), file.name);
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')) {
      failed.push(`${path}: ${file.message}`);
    }
    for (const { fullName, status } of file.assertionResults) {
      if (status === 'passed') passed++;
      else if (status === 'failed') failed.push(`${path}: ${fullName}`);
      else notRun.push(`${path}: ${fullName} (${status})`);
    }
  }
}

for (const test of failed) console.log(`failed: ${test}`);
for (const test of notRun) console.log(`did not run: ${test}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length + notRun.length > 0 ? 1 : 0;
