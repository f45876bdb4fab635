import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { race, startRacer, type RaceAnswer, type Racer } from './faults/race';
import { contentsOf } from './faults/run-contents';
import { differences, resuming, smallTraining, undisturbed } from './faults/small-run';
import { emptyFolder, runNin, startNin } from './run-nin';

const racers: Racer[] = [];
beforeAll(() => {
  for (let racer = 0; racer < 8; racer++) racers.push(startRacer());
});
afterAll(() => Promise.all(racers.map((racer) => racer.kill())));

/** The place of the one owner; all others were refused, in a line that names the folder. */
function ownerOf(answers: readonly RaceAnswer[], folder: string): number {
  expect(answers.filter(({ owner }) => owner)).toHaveLength(1);
  for (const { owner, refused } of answers) {
    if (owner) continue;
    expect(refused).toMatch(/^UsageError: [^\n]+$/);
    expect(refused).toContain(folder);
  }
  return answers.findIndex(({ owner }) => owner);
}

test('of eight processes that make one folder at once, one gets it, in 50 rounds', async () => {
  for (let round = 0; round < 50; round++) {
    const folder = join(emptyFolder(), 'run');
    const owner = ownerOf(await race(racers, 'create', folder), folder);
    await racers[owner].ask({ action: 'release', folder, start: 0 });
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('of eight processes that go on with the run of a killed one, one gets it, in 50 rounds', async () => {
  const folder = join(emptyFolder(), 'run');
  mkdirSync(folder);
  writeFileSync(join(folder, 'config.json'), '{}');
  for (let round = 0; round < 50; round++) {
    const owner = ownerOf(await race(racers, 'open', folder), folder);
    await racers[owner].kill();
    racers[owner] = startRacer();
  }
  const last = ownerOf(await race(racers, 'open', folder), folder);
  await racers[last].ask({ action: 'release', folder, start: 0 });
  expect(readdirSync(folder)).toEqual(['config.json']);
});

test('of eight commands that train into one folder, one does, in 3 rounds', async () => {
  const expected = await undisturbed(smallTraining);
  for (let round = 0; round < 3; round++) {
    const cwd = emptyFolder();
    const ended = await Promise.all(racers.map(() => runNin(smallTraining, { cwd })));
    expect(ended.map(({ status }) => status).sort()).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
    for (const { status, stderr } of ended) expect(stderr).toMatch(status === 0 ? /^$/ : /^nin: [^\n]+\n$/);
    expect(differences(contentsOf(join(cwd, 'run')), expected)).toEqual([]);
  }
});

test('of two commands that go on with one run, one does', async () => {
  const cwd = emptyFolder();
  const long = smallTraining.with(smallTraining.indexOf('--epochs') + 1, '5000');
  const first = startNin(long, { cwd });
  await first.printed(/Epoch 2\//);
  first.process.kill('SIGKILL');
  await first.ended;

  const both = [startNin(resuming, { cwd }), startNin(resuming, { cwd })];
  const loser = await Promise.race(both.map(({ ended }, place) => ended.then(() => place)));
  const refused = await both[loser].ended;
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/^nin: .* is in use by process [^\n]+\n$/);
  const owner = both[1 - loser];
  await owner.printed(/Epoch 5\//);
  owner.process.kill('SIGINT');
  expect(await owner.ended).toMatchObject({ status: 130, stderr: '' });
});
