import { describe, expect, test } from 'vitest';
import { diagram, lectureSpec, modernSpec, paperSpec, withInputShape, type NinSpec } from '../src/index';

/** The lines of text of a picture, in order. */
function texts(svg: string): string[] {
  return Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g), ([, content]) => content);
}

describe('diagram', () => {
  test('shows every convolution, shape, pooling and dropout, from the input to the logits', () => {
    expect(texts(diagram(paperSpec))).toEqual([
      'Network in Network',
      '3 blocks, input 32×32×3, 10 logits',
      ...['Input', 'one image', '32×32×3'],
      ...['Block 1', 'ReLU', '5×5 conv · 192', 'stride 1, same', '1×1 conv · 160', '1×1 conv · 96'],
      ...['32×32×96', '3×3 max pool / 2', 'to 16×16×96', 'dropout 0.5'],
      ...['Block 2', 'ReLU', '5×5 conv · 192', 'stride 1, same', '1×1 conv · 192', '1×1 conv · 192'],
      ...['16×16×192', '3×3 avg pool / 2', 'to 8×8×192', 'dropout 0.5'],
      ...['Block 3', 'ReLU', '3×3 conv · 192', 'stride 1, same', '1×1 conv · 192', '1×1 conv · 10'],
      ...['8×8×10'],
      ...['Head', 'mean of each map', 'global average', 'pooling', '10 logits'],
    ]);
  });

  test('shows batch normalization, and a different activation of the last layer', () => {
    const found = texts(diagram(modernSpec));
    expect(found.filter((text) => text === 'batch norm, ReLU')).toHaveLength(3);
    expect(found[found.indexOf('1×1 conv · 10') + 1]).toBe('no activation');
    const alone: NinSpec = {
      inputShape: [8, 8, 1],
      blocks: [{ filters: 1, kernelSize: 3, mlpLayers: 0, padding: 'valid', outputActivation: 'tanh' }],
      head: 'globalAverage',
    };
    expect(texts(diagram(alone)).slice(1)).toEqual([
      '1 block, input 8×8×1, 1 logit',
      ...['Input', 'one image', '8×8×1'],
      ...['Block 1', 'tanh', '3×3 conv · 1', 'stride 1, valid', '6×6×1'],
      ...['Head', 'mean of each map', 'global average', 'pooling', '1 logit'],
    ]);
  });

  test('uses the input shape of the spec', () => {
    expect(texts(diagram(withInputShape(lectureSpec, [1024, 1024, 3])))).toEqual(
      expect.arrayContaining(['342×342×384', 'to 170×170×384', '84×84×1024', '42×42×20', '20 logits']),
    );
  });

  test('has a text description for screen readers', () => {
    const svg = diagram(lectureSpec, { title: 'The <lecture> & "its" network' });
    expect(svg).toContain('<title>The &lt;lecture&gt; &amp; &quot;its&quot; network</title>');
    const description = /<desc>([^<]*)<\/desc>/.exec(svg)?.[1];
    expect(description).toContain(
      'Block 3, ReLU: 3×3 conv · 1024 (stride 1, same), 1×1 conv · 1024, 1×1 conv · 1024, 1×1 conv · 1024, gives 2×2×1024, 2×2 max pool / 2 (to 1×1×1024), dropout 0.5.',
    );
    expect(svg).toContain('role="img"');
  });

  test('has the colors of the theme, and both with auto', () => {
    const [light, dark, auto] = (['light', 'dark', undefined] as const).map((theme) =>
      diagram(lectureSpec, { theme }),
    );
    expect(light).toMatch(/class="nin-page" fill="#ffffff"/);
    expect(dark).toMatch(/class="nin-page" fill="#0d1117"/);
    expect(light + dark).not.toContain('<style>');
    expect(auto).toMatch(/class="nin-page" fill="#ffffff"/);
    expect(auto).toMatch(/prefers-color-scheme:dark\)\{.*\.nin-page\{fill:#0d1117/);
  });

  test('refuses invalid specs and options', () => {
    expect(() => diagram(lectureSpec, { theme: 'sepia' as 'dark' })).toThrow(
      "diagram: theme must be one of 'light', 'dark', 'auto', got 'sepia'",
    );
    expect(() => diagram({ ...lectureSpec, inputShape: [8, 8, 3] })).toThrow(
      'diagram: block 2: a pooling of 3×3',
    );
  });
});
