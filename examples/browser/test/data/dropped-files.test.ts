import { describe, expect, it } from 'vitest';
import { droppedFiles } from '../../src/data/drop-zone';

const named = (...names: string[]) => names.map((name) => ({ name }));

describe('droppedFiles', () => {
  it('takes an archive, also one that was downloaded twice', () => {
    expect(droppedFiles(named('cifar-10-binary.tar.gz'))).toMatchObject({ kind: 'official' });
    expect(droppedFiles(named('cifar-10-binary (1).tar.gz'))).toMatchObject({ kind: 'official' });
  });

  it('takes the binary files out of what lies beside them', () => {
    const dropped = droppedFiles(
      named('readme.html', 'data_batch_1.bin', 'test_batch.bin', 'batches.meta.txt'),
    );
    expect(dropped).toEqual({ kind: 'official', files: named('data_batch_1.bin', 'test_batch.bin') });
  });

  it('knows the editions it cannot read', () => {
    expect(droppedFiles(named('cifar-10-python.tar.gz'))).toEqual({
      kind: 'edition',
      name: 'cifar-10-python.tar.gz',
    });
    expect(droppedFiles(named('cifar-10-matlab.tar.gz')).kind).toBe('edition');
    expect(droppedFiles(named('cifar-100-binary.tar.gz')).kind).toBe('edition');
  });

  it('names what it cannot use', () => {
    expect(droppedFiles(named('holiday.jpg'))).toEqual({ kind: 'other', name: 'holiday.jpg' });
    expect(droppedFiles(named('data.bin')).kind).toBe('other');
    expect(droppedFiles([])).toEqual({ kind: 'nothing' });
  });
});
