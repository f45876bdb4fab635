import { describe, expect, it } from 'vitest';
import { recipes } from '@nin/recipes';
import { augmentationName, isPlain } from '../../src/settings/setting-rules';

describe('augmentationName', () => {
  it('finds those of the recipes', () => {
    expect(augmentationName(recipes.lecture.augment)).toBe('none');
    expect(augmentationName(recipes.tiny.augment)).toBe('flip');
    expect(augmentationName(recipes.modern.augment)).toBe('cropFlip');
  });

  it('sees through what is written out or in another order', () => {
    expect(augmentationName({ padAndCrop: 0, flip: false, cutout: 0, padding: 'zero' })).toBe('none');
    expect(augmentationName({ flip: true, padAndCrop: 4, padding: 'reflect' })).toBe('cropFlip');
  });

  it('gives none for what is not offered', () => {
    expect(augmentationName({ flip: true, padAndCrop: 4, padding: 'zero' })).toBeUndefined();
    expect(augmentationName({ cutout: 8 })).toBeUndefined();
  });
});

describe('isPlain', () => {
  it('is so only if nothing is done', () => {
    expect(isPlain({ padding: 'zero', flip: false })).toBe(true);
    expect(isPlain({ cutout: 1 })).toBe(false);
  });
});
