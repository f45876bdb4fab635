import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceDurably } from '@nin/durable-files';
import type { GenericSchema, InferOutput } from 'valibot';
import { reasonOf, UsageError } from '../failure';
import type { FolderLock } from './folder-lock';
import { requireRules } from './json-rules';

/**
 * Writes a file so that readers see the old text or the new one, never a part, through a power failure too.
 *
 * @throws UsageError if this process no longer has the folder that the lock is of; then nothing is written.
 */
export async function writeWhole(path: string, text: string, lock?: FolderLock): Promise<void> {
  await lock?.requireHeld();
  await replaceDurably(path, text, { check: lock?.requireHeld });
}

/** Writes a value as JSON, whole or not at all. */
export function writeJson(path: string, value: unknown, lock?: FolderLock): Promise<void> {
  return writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, lock);
}

/** Writes an object as JSON with the SHA-256 of the rest as its last field, whole or not at all. */
export function writeSealedJson(path: string, value: object, lock?: FolderLock): Promise<void> {
  return writeJson(path, { ...value, sha256: sha256OfFields(value) }, lock);
}

/**
 * Reads what {@link writeSealedJson} wrote.
 *
 * @param schema of the rules in `json-rules`. Where its `sha256` is optional, a file without one is accepted.
 * @throws UsageError naming the file, if it is no JSON, breaks a rule, or was altered.
 */
export async function readSealedJson<Schema extends GenericSchema<unknown, object>>(
  path: string,
  schema: Schema,
): Promise<InferOutput<Schema>> {
  const value = await readJson(path);
  const checked = requireRules(path, schema, value);
  const { sha256, ...rest } = value as { sha256?: string };
  requireSeal(path, sha256, rest);
  return checked;
}

/**
 * Reads a file as JSON.
 *
 * @throws UsageError naming the file, if it cannot be read or is no JSON.
 */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // A file that is no JSON may hold anything, so none of it is shown.
    throw new UsageError(
      error instanceof SyntaxError ? `${path} must be JSON` : `${path} cannot be read: ${reasonOf(error)}`,
    );
  }
}

/**
 * Throws a UsageError naming the file unless its fields have the SHA-256 that the file holds.
 *
 * @param sha256 undefined in files of before there were digests, which are accepted.
 */
export function requireSeal(path: string, sha256: string | undefined, fields: object): void {
  if (sha256 === undefined || sha256 === sha256OfFields(fields)) return;
  throw new UsageError(
    `${path} was altered after the run began: its SHA-256 must be ${sha256}, got ${sha256OfFields(fields)}`,
  );
}

/** Returns the SHA-256 of an object as JSON. The order of fields is the file's own, so plain JSON is enough. */
export function sha256OfFields(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
