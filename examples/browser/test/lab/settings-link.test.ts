import { describe, expect, it } from 'vitest';
import { decodeSettings, encodeSettings } from '../../src/settings/settings-link';
import { initialSettings } from '../../src/settings/settings-state';

/** What a link made by hand holds: any JSON. */
function written(json: unknown): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}

describe('the settings in a link', () => {
  it('come back as they were', () => {
    const standard = initialSettings();
    const [first, ...others] = standard.spec.blocks;
    const changed = {
      ...standard,
      spec: { ...standard.spec, blocks: [{ ...first, dropout: 0.25 }, ...others] },
      data: 'synthetic' as const,
      limitTrain: 1000,
      seed: -7,
      training: {
        ...standard.training,
        augment: { padAndCrop: 4, flip: true, cutout: 16 },
        learningRate: 1e-7,
      },
    };
    expect(decodeSettings(encodeSettings(changed))).toEqual(changed);
  });

  it('need no escaping behind a #', () => {
    // Bytes 0xfb, 0xef, 0xbe … of these letters are + and / in plain base64.
    const odd = { ...initialSettings(), note: '↾↾↾ ÿÿÿ ~~~ ???' };
    expect(encodeSettings(odd)).toMatch(/^[\w-]+$/);
  });

  it('are completed by the standard ones', () => {
    const read = decodeSettings(written({ seed: 5, training: { epochs: 2 } }));
    const standard = initialSettings();
    expect(read).toEqual({ ...standard, seed: 5, training: { ...standard.training, epochs: 2 } });
  });

  it('may be out of range, which is told at the field', () => {
    expect(decodeSettings(written({ training: { epochs: 0 } })).training.epochs).toBe(0);
  });

  it.each([
    ['cut short', encodeSettings(initialSettings()).slice(0, 101)],
    ['not base64', '%%%'],
    ['a number', written(5)],
    ['nothing', written(null)],
    ['a list', written([1, 2])],
  ])('are refused if the link is %s', (_, encoded) => {
    expect(() => decodeSettings(encoded)).toThrow('the link is damaged');
  });

  it.each([
    [{ seed: '1' }, 'seed in the link is no number'],
    [{ training: { epochs: null } }, 'epochs in the link is no number'],
    [{ training: { augment: null } }, 'augment in the link is no object'],
    [{ limitTest: 'all' }, 'limitTest in the link is no number'],
    [{ base: 'resnet' }, 'base in the link must be one of tiny, modern, paper, seed, d2l, got resnet'],
    [{ base: 'toString' }, 'base in the link must be one of tiny, modern, paper, seed, d2l, got toString'],
    [{ data: 'mnist' }, 'data in the link must be one of cifar10, synthetic, got mnist'],
    [{ backend: 'node' }, 'backend in the link must be one of auto, webgpu, webgl, wasm, cpu, got node'],
    [{ training: { schedule: 'none' } }, 'must be one of one-cycle, cosine, lecture, steps, got none'],
    [{ training: { optimizer: 'adam' } }, 'optimizer in the link must be one of adamw, sgd, got adam'],
  ])('are refused if they hold %j', (json, message) => {
    expect(() => decodeSettings(written(json))).toThrow(message);
  });

  it('are refused if the network is impossible', () => {
    const { spec } = initialSettings();
    const blocks = [{ ...spec.blocks[0], filters: 0 }];
    expect(() => decodeSettings(written({ spec: { ...spec, blocks } }))).toThrow(
      'filters must be a positive integer',
    );
  });
});
