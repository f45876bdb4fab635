import type { NinSpec } from '@nin/blocks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  checkOf,
  DamagedLinkError,
  decodeSettings,
  encodeSettings,
  linkProblem,
  settingsLink,
  takeSettingsFromAddress,
} from '../../src/settings/settings-link';
import { initialSettings, settings } from '../../src/settings/settings-state';

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

  it('hold blocks of every kind with all their fields, as they are written', () => {
    const standard = initialSettings();
    const [first, ...others] = standard.spec.blocks;
    const blocks = [
      { ...first, kind: 'se-nin' as const, reduction: 4, activation: 'gelu' as const },
      ...others,
    ];
    const spec = { ...standard.spec, blocks: blocks as NinSpec['blocks'] };
    const read = decodeSettings(encodeSettings({ ...standard, spec }));
    expect(JSON.stringify(read.spec)).toBe(JSON.stringify(spec));
    const unknown = { ...standard.spec, blocks: [{ ...first, kind: 'mine' }, ...others] };
    expect(() => decodeSettings(written({ spec: unknown }))).toThrow(
      /block 1: kind must be one of .*got 'mine'/,
    );
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

  it("name the lecture's network as it is named now, also in links from before", () => {
    expect(decodeSettings(written({ base: 'seed', seed: 5 }))).toEqual({
      ...initialSettings(),
      base: 'lecture',
      seed: 5,
    });
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
    [{ base: 'resnet' }, 'base in the link must be one of tiny, modern, paper, lecture, d2l, got resnet'],
    [{ base: 'toString' }, 'base in the link must be one of tiny, modern, paper, lecture, d2l, got toString'],
    [{ data: 'mnist' }, 'data in the link must be one of cifar10, synthetic, got mnist'],
    [{ backend: 'node' }, 'backend in the link must be one of auto, webgpu, webgl, wasm, cpu, got node'],
    [{ training: { schedule: 'none' } }, 'must be one of one-cycle, cosine, lecture, steps, got none'],
    [{ sead: 5 }, 'sead in the link is no setting'],
    [{ training: { learningRat: 5 } }, 'learningRat in the link is no setting'],
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

describe('a link', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    linkProblem.value = undefined;
    settings.value = initialSettings();
  });

  /** Opens an address, as the page does. */
  function open(hash: string): void {
    vi.stubGlobal('location', { hash, origin: 'https://example.org', pathname: '/' });
    vi.stubGlobal('history', { replaceState: () => {} });
    takeSettingsFromAddress();
  }
  const of = { ...initialSettings(), seed: 4711 };
  const hash = () => {
    vi.stubGlobal('location', { origin: 'https://example.org', pathname: '/' });
    return new URL(settingsLink(of)).hash;
  };

  it('gives the settings it was made of', () => {
    open(hash());
    expect([settings.value, linkProblem.value]).toEqual([of, undefined]);
  });

  it('is refused where any letter of its settings was changed, also to another setting', () => {
    const made = hash();
    const [start, end] = [made.indexOf('=') + 1, made.indexOf('&')];
    for (let place = start; place < end; place++) {
      const letter = made[place] === 'A' ? 'B' : 'A';
      linkProblem.value = undefined;
      open(made.slice(0, place) + letter + made.slice(place + 1));
      expect(linkProblem.value).toBeInstanceOf(DamagedLinkError);
    }
    open(made.slice(0, -1));
    expect(linkProblem.value).toBeInstanceOf(DamagedLinkError);
    expect(settings.value).toEqual(initialSettings());
  });

  it('made by hand has no check, and is taken', () => {
    open(`#train?settings=${written({ seed: 5 })}`);
    expect([settings.value.seed, linkProblem.value]).toEqual([5, undefined]);
  });

  it('has a check of FNV-1a', () => {
    // Vectors of the paper that describes it: of nothing, "a" and "foobar".
    expect(['', 'a', 'foobar'].map(checkOf)).toEqual(['811c9dc5', 'e40c292c', 'bf9cf968']);
  });
});
