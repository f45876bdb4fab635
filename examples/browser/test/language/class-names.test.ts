import { cifar10ClassNames, synthetic } from '@nin/cifar';
import { expect, it } from 'vitest';
import { classNameInRussian } from '../../src/language/class-names';

it('has a Russian name for each class of both data sets, no two the same', () => {
  const names = [...cifar10ClassNames, ...synthetic({ count: 0 }).classNames];
  const translated = names.map(classNameInRussian);
  expect(translated.filter((name) => !/^[а-яё ]+$/.test(name ?? ''))).toEqual([]);
  expect(new Set(translated).size).toBe(20);
});

it('knows no others', () => {
  expect(classNameInRussian('whale')).toBeUndefined();
});
