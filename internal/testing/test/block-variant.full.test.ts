import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../src/workspace';

test('the test of a third-party block kind passes under node:test', () => {
  const cwd = join(repository, 'examples/block-variant');
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const report = execFileSync(process.execPath, ['--test'], { cwd, env }).toString();
  expect(report).toMatch(/^\S+ pass [1-9]\d*$/m);
  expect(report).toMatch(/^\S+ fail 0$/m);
});
