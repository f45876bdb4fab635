import { InvalidArgumentError } from 'commander';

/** Reads an option that must be a positive integer. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0)
    throw new InvalidArgumentError('It must be a positive integer.');
  return value;
}

/** Reads an option that must be an integer, zero or above. */
export function nonNegativeInteger(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError('It must be an integer, zero or above.');
  }
  return value;
}

/** Reads an option that must be a number above zero. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('It must be a number above zero.');
  return value;
}

/** Reads an option that must be a number, zero or above. */
export function nonNegativeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('It must be a number, zero or above.');
  }
  return value;
}

/** Reads a list such as `0,1,2,3` of integers, zero or above, each once. */
export function integerList(text: string): number[] {
  const values = text.split(',').map(nonNegativeInteger);
  if (new Set(values).size < values.length)
    throw new InvalidArgumentError('No number may stand there twice.');
  return values;
}

/** Reads the shape of an image, `HEIGHTxWIDTHxCHANNELS`. */
export function imageShape(text: string): [number, number, number] {
  const sizes = text.split(/[x×]/i).map(Number);
  if (sizes.length !== 3 || !sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new InvalidArgumentError('It must be HEIGHTxWIDTHxCHANNELS, such as 32x32x3.');
  }
  return sizes as [number, number, number];
}
