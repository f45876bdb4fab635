import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { GenericSchema, InferOutput } from 'valibot';
import { reasonOf, UsageError } from '../failure';
import type { FolderLock } from './folder-lock';
import { requireRules } from './json-rules';
import { writeJson } from './write-file';

/** Writes an object as JSON with the SHA-256 of the rest as its last field, whole or not at all. */
export function writeSealedJson(path: string, value: object, lock?: FolderLock): Promise<void> {
  return writeJson(path, { ...value, sha256: sha256Of(value) }, lock);
}

/**
 * Reads what {@link writeSealedJson} wrote.
 *
 * @param schema of the rules in `json-rules`. Where its `sha256` is optional, a file without one is taken as it is.
 * @throws UsageError naming the file, if it is no JSON, breaks a rule, or was altered.
 */
export async function readSealedJson<Schema extends GenericSchema<unknown, object>>(
  path: string,
  schema: Schema,
): Promise<InferOutput<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // What is no JSON may be anything, so none of it is shown.
    throw new UsageError(
      error instanceof SyntaxError ? `${path} must be JSON` : `${path} cannot be read: ${reasonOf(error)}`,
    );
  }
  const checked = requireRules(path, schema, value);
  const { sha256, ...rest } = value as { sha256?: string };
  if (sha256 !== undefined && sha256 !== sha256Of(rest)) {
    throw new UsageError(
      `${path} was altered after the run began: its SHA-256 must be ${sha256}, got ${sha256Of(rest)}`,
    );
  }
  return checked;
}

/** The order of fields is the file's own, so JSON as it is does. */
function sha256Of(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
