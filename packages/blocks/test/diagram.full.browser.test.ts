import { afterEach, describe, expect, test } from 'vitest';
import {
  d2lSpec,
  diagram,
  lectureSpec,
  modernSpec,
  paperSpec,
  tinySpec,
  withInputShape,
  type BlockSpec,
  type DiagramOptions,
  type NinSpec,
} from '../src/index';

const manyBlocks: NinSpec = {
  inputShape: [64, 96, 3],
  blocks: Array.from({ length: 17 }, (_, i): BlockSpec => ({
    filters: 32 * (i + 1),
    kernelSize: 3,
    mlpLayers: i % 5,
    activation: i % 2 === 0 ? 'relu' : 'hardSigmoid',
    batchNorm: i % 3 === 0,
    ...(i % 4 === 3 && { pool: { kind: 'average', size: 2, padding: 'same' }, dropout: 1 / 3 }),
  })),
  head: 'globalAverage',
};

const oneBlock: NinSpec = {
  inputShape: [4000, 3000, 1],
  blocks: [{ filters: 100_000, kernelSize: 11, strides: 10, padding: 'valid', outputActivation: 'linear' }],
  head: 'globalAverage',
};

const specs: [string, NinSpec, DiagramOptions?][] = [
  ['lectureSpec', lectureSpec],
  ['lectureSpec at 1024', withInputShape(lectureSpec, [1024, 1024, 3]), { theme: 'dark' }],
  ['d2lSpec', d2lSpec],
  ['paperSpec', paperSpec],
  ['modernSpec', modernSpec, { theme: 'light' }],
  ['tinySpec', tinySpec],
  ['many blocks', manyBlocks],
  [
    'one block of large numbers',
    oneBlock,
    { title: 'A HEADING MUCH WIDER THAN THE FEW CARDS BELOW IT: MWMWMW 网络' },
  ],
];

function show(svg: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  document.body.innerHTML = svg;
  return document.querySelector('svg') as SVGSVGElement;
}

const boxOf = (element: SVGGraphicsElement) => {
  const { x, y, width, height } = element.getBBox();
  return { left: x, top: y, right: x + width, bottom: y + height };
};

type Box = ReturnType<typeof boxOf>;

const inside = (inner: Box, outer: Box) =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

afterEach(() => {
  document.body.innerHTML = '';
});

describe.each(specs)('diagram of %s', (_name, spec, options) => {
  test('keeps every text on the page and clear of the others', () => {
    const svg = show(diagram(spec, options));
    const { width, height } = svg.viewBox.baseVal;
    const lines = Array.from(svg.querySelectorAll('text'));
    // The box of a text is as high as its font, above and below the letters; half of it holds them.
    const boxes = lines.map((line) => {
      const { left, top, right, bottom } = boxOf(line);
      return { left, right, top: top + (bottom - top) / 4, bottom: bottom - (bottom - top) / 4 };
    });
    boxes.forEach((box, i) => {
      expect(inside(box, { left: 0, top: 0, right: width, bottom: height }), lines[i].textContent).toBe(true);
      boxes.slice(i + 1).forEach((other, j) => {
        expect(overlap(box, other), `${lines[i].textContent} / ${lines[i + 1 + j].textContent}`).toBe(false);
      });
    });
  });

  test('keeps every step and map in its card, and maps clear of steps', () => {
    const svg = show(diagram(spec, options));
    const boxes = (selector: string) => Array.from(svg.querySelectorAll<SVGGraphicsElement>(selector), boxOf);
    const cards = boxes('.nin-card');
    expect(cards).toHaveLength(spec.blocks.length + 2);
    const steps = boxes('.nin-conv, .nin-mlp, .nin-pool, .nin-dropout, .nin-head');
    const maps = boxes('.nin-front, .nin-top, .nin-side');
    expect(maps).toHaveLength(3 * cards.length);
    for (const box of [...steps, ...maps]) {
      expect(cards.filter((card) => inside(box, card))).toHaveLength(1);
    }
    for (const map of maps) expect(steps.some((step) => overlap(map, step))).toBe(false);
    // A text in a step stays in it.
    const texts = boxes('text').filter((box) => steps.some((step) => overlap(box, step)));
    for (const text of texts) {
      const step = steps.find((candidate) => overlap(text, candidate));
      expect(step && text.left >= step.left && text.right <= step.right).toBe(true);
    }
  });
});

test.each([
  ['control characters', 'run\u0003', 'run\ufffd'],
  [
    'every control character',
    String.fromCharCode(...Array.from({ length: 9 }, (_, i) => i)),
    '\ufffd'.repeat(9),
  ],
  ['lone surrogates', '\ud800 and \udfff', '\ufffd and \ufffd'],
  ['noncharacters of Unicode', '\ufffe\uffff', '\ufffd\ufffd'],
  ['markup', `</title><script>"a" & 'b'</script> ]]>`, `</title><script>"a" & 'b'</script> ]]>`],
  ['an entity', '&nbsp;', '&nbsp;'],
  ['other scripts', '网络 🧠', '网络 🧠'],
])('a title with %s is well-formed XML, and shown as it is', (_what, title, shown) => {
  for (const theme of ['auto', 'light', 'dark'] as const) {
    const parsed = new DOMParser().parseFromString(diagram(paperSpec, { title, theme }), 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
    expect(parsed.querySelector('title')?.textContent).toBe(shown);
    expect(parsed.querySelector('text')?.textContent).toBe(shown);
    expect(parsed.querySelector('script')).toBeNull();
  }
});

test('diagram draws larger maps larger', () => {
  const svg = show(diagram(paperSpec));
  const fronts = Array.from(
    svg.querySelectorAll<SVGGraphicsElement>('.nin-front'),
    (front) => front.getBBox().width,
  );
  // 32, 32, 16, 8, 1: with the square root, half the side is 0.71 times as wide.
  const [input, first, second, third, head] = fronts;
  expect(first).toBe(input);
  expect(second / first).toBeCloseTo(Math.SQRT1_2, 2);
  expect(third / first).toBeCloseTo(0.5, 2);
  expect(head).toBeLessThan(third);
});
