import { fieldNumber } from '../language/numbers';
import { noObject, type FormField } from './form-field';

/** Returns a value as its field shows it: as a text, or whether a switch is on. */
export function textOf({ control, columns = [] }: FormField, value: unknown): string | boolean {
  if (control === 'switch') return value !== undefined && value !== false;
  if (value === undefined) return '';
  if (typeof value === 'number') return fieldNumber(value);
  if (Array.isArray(value) && control === 'list') return value.join(', ');
  if (Array.isArray(value) && control === 'rows') return value.map((row) => rowText(row, columns)).join('; ');
  return typeof value === 'string' && control !== 'json' ? value : JSON.stringify(value);
}

/**
 * Reads what is typed in a field.
 *
 * @param was the value before, which a switch that is an object gets back.
 * @returns undefined where the field is left out, NaN where a number is expected and something else is typed.
 */
export function valueTyped(field: FormField, typed: string | boolean, was: unknown): unknown {
  if (typeof typed === 'boolean') return typed && typeof was === 'object' ? was : typed;
  const { path, control, columns = [], isRequired } = field;
  if (control === 'choice') {
    if (typeof was === 'object' && typed === textOf(field, was)) return was;
    return typed === '' || (typed === noObject && path.includes('.')) ? undefined : typed;
  }
  const text = typed.trim();
  if (text === '' && !isRequired) return undefined;
  if (control === 'number') return parseNumber(text);
  if (control === 'list') return numbersOf(field, text);
  if (control === 'rows') return text === '' ? [] : text.split(';').map((row) => rowOf(row, columns));
  if (control === 'text') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const written = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;

/** Reads a number as people write it: `50 000`, `0,1`, `5e-4`, `−3`. Returns NaN for anything else. */
export function parseNumber(text: string): number {
  const plain = text.replaceAll(/\s/g, '').replace('−', '-');
  return written.test(plain) ? Number(plain.replace(',', '.')) : NaN;
}

/** Returns the entries of a typed list, whatever separates them. */
export function listed(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

/** `160` is one width for all layers, `160, 96` one each. */
function numbersOf({ canBeAlone = false }: FormField, text: string): number | number[] | undefined {
  const numbers = listed(text).map(parseNumber);
  return canBeAlone && numbers.length < 2 ? numbers[0] : numbers;
}

function rowText(row: unknown, columns: readonly string[]): string {
  return columns.map((column) => fieldNumber((row as Record<string, number>)[column])).join(' × ');
}

/** A row with a number missing or too many is refused by its rule, as one with NaN. */
function rowOf(text: string, columns: readonly string[]): Record<string, number> {
  const numbers = text.split(/[×x:*]/i).map(parseNumber);
  const isWhole = numbers.length === columns.length;
  return Object.fromEntries(columns.map((column, i) => [column, isWhole ? numbers[i] : NaN]));
}
