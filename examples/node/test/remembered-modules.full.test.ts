import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { configOf, digestOf, kindProject, running, train, writeNetwork } from './kind-project';
import { runNin, startNin } from './run-nin';

describe('a run resumes after Ctrl-C', () => {
  test('with the module that it remembers', async () => {
    const cwd = kindProject('bottleneck');
    writeNetwork(cwd, 'bottleneck');
    const running = startNin(train('--use', './bottleneck.js', '--epochs', '500'), { cwd });
    await running.printed(/Epoch 3\/500/);
    running.process.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
    const resumed = startNin(['train', '--resume', '--out', 'run'], { cwd });
    await resumed.printed(/Resuming after (.|\n)*Epoch [4-9]/);
    resumed.process.kill('SIGKILL');
    await resumed.ended;
  });
});

describe('what a run remembers', () => {
  let cwd: string;
  const resume = (...use: string[]) => runNin(['train', '--resume', '--out', 'run', ...use], { cwd });

  beforeAll(async () => {
    cwd = kindProject('bottleneck');
    writeNetwork(cwd, 'bottleneck');
    await runNin(train('--use', './bottleneck.js'), { cwd });
    mkdirSync(join(cwd, 'elsewhere'));
    renameSync(join(cwd, 'bottleneck.js'), join(cwd, 'elsewhere/moved.js'));
  }, 60_000);

  test('is missed in one line, which says how to resume', async () => {
    const { status, stderr } = await resume();
    expect(status).toBe(1);
    const [file, run] = [join(cwd, 'bottleneck.js'), join(cwd, 'run/config.json')];
    expect(stderr).toBe(
      `nin: ${run}: use ../bottleneck.js must name a file that is there, got '../bottleneck.js': there is no file ${file}; --use names the module that has the kind 'bottleneck'\n`,
    );
  });

  test('is taken from elsewhere with --use', async () => {
    expect(await resume('--use', './elsewhere/moved.js')).toMatchObject({ status: 0, stderr: '' });
  });

  test('is not needed for a model of ordinary layers', async () => {
    const { status, stderr } = await runNin(['evaluate', 'run'], { cwd });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^nin: .* the model is loaded without, as its layers are ordinary ones\n$/);
  });

  test('does not excuse a module that --use names and that is not there', async () => {
    const { status, stderr } = await runNin(['evaluate', 'run', '--use', './typo.js'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nin: --use \.\/typo\.js must name a file that is there, .*\n$/);
  });

  test('is not run where it has changed, unless --use names it', async () => {
    const [changed, run] = [join(cwd, 'bottleneck.js'), join(cwd, 'run/config.json')];
    const source = readFileSync(join(cwd, 'elsewhere/moved.js'), 'utf8');
    writeFileSync(changed, `${source}\nconsole.error('It runs.');\n`);
    const [{ sha256 = '' } = {}] = configOf(cwd).run.use ?? [];

    const refused = await resume();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toBe(
      `nin: ${run}: use ../bottleneck.js must be as it was, with the SHA-256 ${sha256}, got ${digestOf(changed)} of ${changed}; --use names the module that has the kind 'bottleneck'\n`,
    );
    const evaluated = await runNin(['evaluate', 'run'], { cwd });
    expect(evaluated.status).toBe(0);
    expect(evaluated.stderr).toMatch(/^nin: .* must be as it was, .* the model is loaded without, .*\n$/);

    const { status, stderr } = await resume('--use', './bottleneck.js');
    expect(status).toBe(0);
    expect(stderr).toBe(
      `It runs.\nnin: ${changed} is not what ${run} was written with: results may differ\n`,
    );
  });

  test('is refused where its kind has another name, by what it imports', async () => {
    const source = readFileSync(join(cwd, 'elsewhere/moved.js'), 'utf8');
    writeFileSync(join(cwd, 'bottleneck.js'), source);
    writeFileSync(join(cwd, 'outer.js'), "export * from './bottleneck.js';\n");
    await runNin([...train('--use', './outer.js'), '--out', 'second'], { cwd });
    writeFileSync(join(cwd, 'bottleneck.js'), source.replace("'bottleneck'", "'narrow'"));
    const { status, stderr } = await runNin(['train', '--resume', '--out', 'second'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /: use \.\.\/outer\.js must still have the kind 'bottleneck', got the kind 'narrow' in .*; --use names the module that has the kind 'bottleneck'\n$/,
    );
  });
});

test('layers of a class of their own are known before a model is loaded, and missed in one line', async () => {
  const cwd = kindProject('scaling-layer');
  writeNetwork(cwd, 'scaled');
  expect(await runNin(train('--use', 'scaling-layer.js'), { cwd })).toMatchObject({ status: 0, stderr: '' });
  const evaluated = await runNin(['evaluate', 'run'], { cwd });
  expect(evaluated).toMatchObject({ status: 0, stderr: running(cwd, 'scaling-layer.js') });
  expect(
    await runNin(['evaluate', 'run/model', '--data', 'synthetic', '--use', './scaling-layer.js'], { cwd }),
  ).toMatchObject({ status: 0, stderr: '' });
  rmSync(join(cwd, 'scaling-layer.js'));
  const { status, stderr } = await runNin(['evaluate', 'run'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^nin: .*: there is no file .*; --use names the module that has the kind 'scaled'\n$/,
  );
});
