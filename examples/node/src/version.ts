import { readFileSync } from 'node:fs';

/** The version of the command, from the package.json beside its folder. */
export function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
