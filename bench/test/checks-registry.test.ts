import { expect, test } from 'vitest';
import * as registry from '../src/bundle/checks/registry';

test('registered tests run in their groups, with hooks around them', async () => {
  const events: string[] = [];
  const note = (event: string) => () => void events.push(event);
  registry.describe.each(['a', 'b'])('group %s', (name: string) => {
    registry.beforeAll(note(`${name} begins`));
    registry.afterAll(note(`${name} ends`));
    registry.afterEach(note('after'));
    registry.test.each([{ size: 1 }, { size: 2 }])('size $size', ({ size }: { size: number }) =>
      note(`${name}${size}`)(),
    );
  });
  registry.test.each([[1, 'one']])('%s is %s', (count: number, word: string) => note(`${count} ${word}`)());
  registry.test('fails', () => {
    throw new Error('broken');
  });

  const outcomes = await registry.runRegistered();
  expect(events).toEqual([
    ...['a begins', 'a1', 'after', 'a2', 'after', 'a ends'],
    ...['b begins', 'b1', 'after', 'b2', 'after', 'b ends', '1 one'],
  ]);
  expect(outcomes.map(({ title, passed }) => `${title}: ${passed}`)).toEqual([
    ...[
      'group a > size 1: true',
      'group a > size 2: true',
      'group b > size 1: true',
      'group b > size 2: true',
    ],
    ...['1 is one: true', 'fails: false'],
  ]);
  expect(outcomes[5].message).toContain('broken');

  events.length = 0;
  const some = await registry.runRegistered({ every: 3 });
  expect(some.map(({ title }) => title)).toEqual(['group a > size 1', 'group b > size 2']);
});
