import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the command was started. */
export interface Start {
  /** The script that node was given: `process.argv[1]`. */
  script: string;
  /** The folder of the command's code. */
  code: string;
  /** `npm_command` in the environment; undefined without npm. */
  npmCommand: string | undefined;
}

/**
 * Returns what to type to run the command again as it was started: `nin` for a global installation, `npx nin` in a project that
 * has it and in this repository, `npx @nin/cli` if npx fetched it.
 */
export function typedCommand({ script, code, npmCommand }: Start): string {
  const parts = script.split(/[\\/]/);
  if (parts.includes('_npx')) return 'npx @nin/cli';
  const fromProject = parts.at(-2) === '.bin' || npmCommand === 'exec';
  const installed = code.split(/[\\/]/).includes('node_modules');
  return installed && !fromProject ? 'nin' : 'npx nin';
}

/** The command as it was typed for this process. */
export const nin = typedCommand({
  script: process.argv[1] ?? '',
  code: dirname(fileURLToPath(import.meta.url)),
  npmCommand: process.env.npm_command,
});

/** Returns lines for a help text: a command that can be typed as shown, and its meaning. */
export function exampleLines(examples: readonly (readonly [command: string, meaning?: string])[]): string {
  const width = Math.max(...examples.map(([command]) => command.length)) + 2;
  return examples
    .map(([command, meaning]) =>
      meaning === undefined ? `  ${nin} ${command}` : `  ${nin} ${command.padEnd(width)}${meaning}`,
    )
    .join('\n');
}
