import { grouped } from '@nin/recipes';
import { InvalidArgumentError } from 'commander';

/** Returns a parser of an option that must be an integer from 1 to `most`. */
export function positiveInteger(most: number): (text: string) => number {
  return ranged(
    `a positive integer up to ${grouped(most)}`,
    (value) => Number.isInteger(value) && value > 0 && value <= most,
  );
}

/** Returns a parser of an option that must be an integer from 0 to `most`. */
export function nonNegativeInteger(most: number): (text: string) => number {
  return ranged(
    `an integer from 0 to ${grouped(most)}`,
    (value) => Number.isInteger(value) && value >= 0 && value <= most,
  );
}

/** Returns a parser of a list such as `0,1,2,3` of integers from 0 to `most`, each once. */
export function integerList(most: number): (text: string) => number[] {
  const read = nonNegativeInteger(most);
  return (text) => {
    const values = text.split(',').map(read);
    if (new Set(values).size < values.length) throw new InvalidArgumentError('Values must be unique.');
    return values;
  };
}

/** The largest height, width and number of channels that `@nin/blocks` takes. */
const mostSide = 1_000_000;

/** Parses the shape of an image, `HEIGHTxWIDTHxCHANNELS`. */
export function imageShape(text: string): [number, number, number] {
  const sizes = text.split(/[x×]/i).map(decimal);
  if (sizes.length !== 3 || !sizes.every((size) => Number.isInteger(size) && size > 0 && size <= mostSide)) {
    throw new InvalidArgumentError(
      `It must be HEIGHTxWIDTHxCHANNELS, such as 32x32x3, each up to ${grouped(mostSide)}.`,
    );
  }
  return sizes as [number, number, number];
}

function ranged(rule: string, fits: (value: number) => boolean): (text: string) => number {
  return (text) => {
    const value = decimal(text);
    if (!fits(value)) throw new InvalidArgumentError(`It must be ${rule}.`);
    return value;
  };
}

/** A number in decimal digits, such as `1000`, `0.5` or `1e-3`, never −0; NaN for other forms that JavaScript takes. */
function decimal(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) + 0 : NaN;
}
