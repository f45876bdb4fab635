import { expect, test } from 'vitest';
import { forgetModel, keptModel } from '../../src/worker/kept-models';

test('a browser keeps the model of a run until it is to be forgotten', async () => {
  const { save, load } = keptModel('run');
  await expect(load()).rejects.toThrow('the browser keeps no model of this run');
  const weightData = Float32Array.of(1.5, -2).buffer;
  await save({ format: 'layers-model', weightData });
  await save({ format: 'layers-model', weightData, userDefinedMetadata: { epoch: 2 } });
  expect(await load()).toEqual({ format: 'layers-model', weightData, userDefinedMetadata: { epoch: 2 } });
  await expect(keptModel('other').load()).rejects.toThrow('keeps no model');
  await forgetModel('run');
  await forgetModel('run');
  await expect(load()).rejects.toThrow('keeps no model');
});

test('what cannot be stored is told', async () => {
  const { save } = keptModel('run');
  await expect(save({ userDefinedMetadata: { what: () => 1 } })).rejects.toMatchObject({
    name: 'DataCloneError',
  });
});
