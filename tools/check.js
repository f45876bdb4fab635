/** The gate: every check of the repository, one after another, with a heading each and a table at the end. */
import { spawnSync } from 'node:child_process';

const steps = [
  { script: 'check:format', advice: '`npm run format` writes the files as they should be.' },
  {
    script: 'check:lint',
    advice: '`npx eslint --fix .` mends part of it; the rules are in eslint.config.js.',
  },
  {
    script: 'check:types',
    advice: 'Each line above is a mistake: file, line, and what TypeScript expected.',
  },
  {
    script: 'check:unused',
    advice: 'Delete what nothing uses. If a tool uses it in a way knip cannot see, say so in knip.json.',
  },
  { script: 'test', advice: '`npx vitest run FILE` repeats one file.' },
  {
    script: 'check:artifacts',
    advice: 'These look at what would be published, after `npm run build`. Budgets are in .size-limit.json.',
  },
];

const results = steps.map(({ script, advice }) => {
  console.log(`\n━━━ ${script}`);
  const start = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const passed = status === 0;
  if (!passed) console.log(`✗ ${script} failed. ${advice}`);
  return { script, passed, seconds: (Date.now() - start) / 1000 };
});

console.log('\n━━━ summary');
for (const { script, passed, seconds } of results) {
  console.log(`${passed ? '✓' : '✗'} ${script.padEnd(16)} ${seconds.toFixed(0).padStart(4)} s`);
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
