import { createHash } from 'node:crypto';

/** Returns the content of a `config.json` with the digest of its fields, as a run would have written it. */
export function sealedConfig(config: Record<string, Record<string, unknown>>): object {
  const run = withoutDigest(config.run);
  const sha256 = createHash('sha256')
    .update(JSON.stringify({ ...config, run }))
    .digest('hex');
  return { ...config, run: { ...run, sha256 } };
}

/** Returns the fields of a sealed object. */
export function withoutDigest<Fields extends object>({
  sha256: _digest,
  ...fields
}: Fields & { sha256?: unknown }): Omit<Fields, 'sha256'> {
  return fields;
}
