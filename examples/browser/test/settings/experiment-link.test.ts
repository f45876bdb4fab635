import { parseExperiment } from '@nin/recipes';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExperimentError } from '../../src/settings/read-experiment';
import {
  checkOf,
  DamagedLinkError,
  decodeJson,
  encodeJson,
  experimentLink,
  linkProblem,
  takeExperimentFromAddress,
} from '../../src/settings/settings-link';
import {
  base,
  experiment,
  experimentFor,
  initialExperiment,
  preference,
  replaceExperiment,
} from '../../src/settings/settings-state';

/** What a link made by hand holds: any JSON. */
function written(json: unknown): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}

/** Opens an address, as the page does. */
function open(hash: string): void {
  vi.stubGlobal('location', { hash, origin: 'https://example.org', pathname: '/' });
  vi.stubGlobal('history', { replaceState: () => {} });
  takeExperimentFromAddress();
}

function hashOf(...link: Parameters<typeof experimentLink>): string {
  vi.stubGlobal('location', { origin: 'https://example.org', pathname: '/' });
  return new URL(experimentLink(...link)).hash;
}

afterEach(() => {
  vi.unstubAllGlobals();
  linkProblem.value = undefined;
  preference.value = 'auto';
  replaceExperiment(initialExperiment(), 'tiny');
});

describe('JSON in a link', () => {
  it('needs no escaping behind a #, and comes back as it was', () => {
    // Bytes 0xfb, 0xef, 0xbe … of these letters are + and / in plain base64.
    const odd = { note: '↾↾↾ ÿÿÿ ~~~ ???' };
    expect(encodeJson(odd)).toMatch(/^[\w-]+$/);
    expect(decodeJson(encodeJson(odd))).toEqual(odd);
  });

  it.each([
    ['cut short', encodeJson(initialExperiment()).slice(0, 101)],
    ['not base64', '%%%'],
    ['a number', written(5)],
    ['nothing', written(null)],
    ['a list', written([1, 2])],
  ])('is refused if the link is %s', (_, encoded) => {
    expect(() => decodeJson(encoded)).toThrow('the link is damaged');
  });

  it('has a check of FNV-1a', () => {
    // Vectors of the paper that describes it: of nothing, "a" and "foobar".
    expect(['', 'a', 'foobar'].map(checkOf)).toEqual(['811c9dc5', 'e40c292c', 'bf9cf968']);
  });
});

describe('a link', () => {
  const of = parseExperiment({
    ...initialExperiment(),
    data: { source: 'synthetic', limitTrain: 1000 },
    optimizer: { kind: 'sgd', learningRate: 1e-7, clipNorm: 1 },
    schedule: { kind: 'cosineRestarts', warmup: 2 },
    seed: 4711,
  });

  it('gives the experiment it was made of, and where it computes', () => {
    open(hashOf(of));
    expect([experiment.value, preference.value, linkProblem.value]).toEqual([of, 'auto', undefined]);
    open(hashOf(of, 'wasm'));
    expect(preference.value).toBe('wasm');
  });

  it('finds the known network that is nearest to its own', () => {
    for (const name of ['tiny', 'modern', 'paper', 'lecture', 'd2l'] as const) {
      const { network } = experimentFor(name);
      const [first, ...others] = network.blocks;
      const changed = { ...network, blocks: [{ ...first, dropout: 0.25 }, ...others] };
      open(hashOf(parseExperiment({ network: changed })));
      expect(base.value).toBe(name);
    }
  });

  it('is refused where any letter of its experiment was changed, also to another experiment', () => {
    const made = hashOf(of);
    const [start, end] = [made.indexOf('=') + 1, made.indexOf('&')];
    for (let place = start; place < end; place++) {
      const letter = made[place] === 'A' ? 'B' : 'A';
      linkProblem.value = undefined;
      open(made.slice(0, place) + letter + made.slice(place + 1));
      expect(linkProblem.value).toBeInstanceOf(DamagedLinkError);
    }
    open(made.slice(0, -1));
    expect(linkProblem.value).toBeInstanceOf(DamagedLinkError);
    expect(experiment.value).toEqual(initialExperiment());
  });

  it('made by hand has no check, and is completed by the defaults', () => {
    const { network } = experimentFor('paper');
    open(`#train?experiment=${written({ network, seed: 5 })}`);
    expect(linkProblem.value).toBeUndefined();
    expect(experiment.value).toEqual({ ...parseExperiment({ network }), seed: 5 });
  });

  it.each([
    [{}, [['network']]],
    [{ ...initialExperiment(), epochs: 0 }, [['epochs']]],
    [{ ...initialExperiment(), sead: 5, epochs: '6' }, [['sead'], ['epochs']]],
    [{ ...initialExperiment(), optimizer: { kind: 'adam' } }, [['optimizer', 'kind']]],
  ])('that holds %j is refused with the paths of its problems', (json, paths) => {
    open(`#train?experiment=${written(json)}`);
    const problem = linkProblem.value as ExperimentError;
    expect(problem).toBeInstanceOf(ExperimentError);
    expect(problem.problems.map(({ path }) => path)).toEqual(paths);
    expect(experiment.value).toEqual(initialExperiment());
  });
});

describe('a link from before there were experiments', () => {
  it('is completed by what the page opened with', () => {
    open(`#train?settings=${written({ seed: 5, backend: 'wasm', training: { epochs: 2 } })}`);
    expect(linkProblem.value).toBeUndefined();
    expect(experiment.value).toEqual({ ...initialExperiment(), seed: 5, epochs: 2 });
    expect(preference.value).toBe('wasm');
  });

  it("names the lecture's network as it is named now, whose biases decay", () => {
    open(`#train?settings=${written({ base: 'seed' })}`);
    expect([base.value, experiment.value.optimizer.decay]).toEqual(['lecture', 'all']);
  });

  it.each([
    [{ seed: '1' }, /seed/],
    [{ seed: -1 }, /seed/],
    [{ training: { epochs: null } }, /epochs/],
    [{ limitTest: 'all' }, /limitTest/],
    [{ base: 'resnet' }, /base must be a known network, got resnet/],
    [{ base: 'toString' }, /base must be a known network, got toString/],
    [{ backend: 'node' }, /backend must be a known one, got node/],
    [{ training: { schedule: 'none' } }, /schedule\.kind must be one of/],
    [{ sead: 5 }, /sead is not a setting/],
    [{ training: { learningRat: 5 } }, /learningRat is not a setting/],
    [{ training: { optimizer: 'adam' } }, /optimizer\.kind must be one of/],
  ])('is refused if it holds %j', (json, message) => {
    open(`#train?settings=${written(json)}`);
    expect(linkProblem.value?.message).toMatch(message);
    expect(experiment.value).toEqual(initialExperiment());
  });
});
