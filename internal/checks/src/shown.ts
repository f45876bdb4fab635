import { printable } from './printable';

const longest = 60;

/** Whether a value is a promise or another thenable. */
export function isPromise(value: unknown): boolean {
  return hasMethod(value, 'then');
}

/**
 * Formats a value for an error message: numbers unchanged, strings in quotes, small arrays and objects as JSON, others by type.
 * For a promise or a tensor, the likely remedy is added.
 *
 * The result is {@link printable}: a value may come from a file, and the message go to a terminal.
 */
export function shown(value: unknown): string {
  return printable(described(value));
}

function described(value: unknown): string {
  if (typeof value === 'string') return `'${shortened(value)}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (isPromise(value)) return 'a promise (await it first)';
  if (hasMethod(value, 'dataSync')) return 'a tensor (await tensor.data() first)';
  if (hasMethod(value, 'predict')) return 'a model';
  if (hasMethod(value, 'forEachAsync')) return 'a tf.data Dataset';
  if (ArrayBuffer.isView(value)) return counted(value.constructor.name, (value as Uint8Array).length);
  if (Array.isArray(value)) return asJson(value) ?? `an array of ${value.length}`;
  return asJson(value) ?? 'an object';
}

function counted(name: string, length: number | undefined): string {
  const article = /^[AEIOU](?!int)/i.test(name) ? 'an' : 'a';
  return length === undefined ? `${article} ${name}` : `${article} ${name} of ${length}`;
}

/** Returns JSON if it is short and complete. */
function asJson(value: object): string | undefined {
  const plain =
    Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object);
  if (!plain || Object.keys(value).length > longest) return undefined;
  try {
    const text = JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
    );
    return text.length <= longest ? text : undefined;
  } catch {
    return undefined; // A cycle or a bigint.
  }
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  // Without half of a surrogate pair at the end.
  return `${text.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…`;
}

function hasMethod(value: unknown, name: string): boolean {
  const type = typeof value;
  if (value === null || (type !== 'object' && type !== 'function')) return false;
  return typeof (value as Record<string, unknown>)[name] === 'function';
}
