import { expect, test } from 'vitest';
import { addVariation } from '../src/options/variation';

test.each<[text: string, path: string, values: unknown[]]>([
  ['network.blocks.*.kind=nin,residual-nin', 'network.blocks.*.kind', ['nin', 'residual-nin']],
  ['a=1, 2.5,true,null', 'a', [1, 2.5, true, null]],
  ['a="1",1', 'a', ['1', 1]],
  ['a=[192,96],[96],wide', 'a', [[192, 96], [96], 'wide']],
  ['a={"momentum":0.9,"epsilon":[1]},false', 'a', [{ momentum: 0.9, epsilon: [1] }, false]],
  ['a="x,\\"y]",z', 'a', ['x,"y]', 'z']],
  ['seed=0..4', 'seed', [0, 1, 2, 3, 4]],
  ['seed=7,-1..1', 'seed', [7, -1, 0, 1]],
  ['a=b=c', 'a', ['b=c']],
])('reads %s', (text, path, values) => {
  expect(addVariation(text)).toEqual([{ path, values }]);
});

test('keeps those before it', () => {
  expect(addVariation('b=2', addVariation('a=1'))).toEqual([
    { path: 'a', values: [1] },
    { path: 'b', values: [2] },
  ]);
});

test.each([
  ['kind', 'It must be PATH=VALUE,VALUE,…'],
  ['=1', 'It must be PATH=VALUE,VALUE,…'],
  ['a=', 'It must be PATH=VALUE,VALUE,…'],
  ['a=1,,2', 'Values must not be empty.'],
  ['a=2,1,2.0', 'Values must be unique, got 2 twice.'],
  ['a=[1, 2],[1,2]', 'Values must be unique, got [1,2] twice.'],
  ['a=0..3,2', 'Values must be unique, got 2 twice.'],
  ['a=4..0', 'FROM..TO must be up to 1,000 integers, the smallest first.'],
  ['a=0..999999999999', 'FROM..TO must be up to 1,000 integers, the smallest first.'],
  ['a=0..600,1000..1600', 'It must have up to 1,000 values.'],
  ['before=2', 'Paths must be unique, got before twice.'],
])('refuses %s', (text, message) => {
  expect(() => addVariation(text, [{ path: 'before', values: [1] }])).toThrow(message);
});
