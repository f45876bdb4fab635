import type { Command } from 'commander';
import { UsageError } from '../failure';

/** What may be given with `--resume`: the folder, and where modules are that the folder only names. */
const withResume = ['resume', 'out', 'use'];

/**
 * Returns the folder to go on with where `--resume` was given, else undefined.
 *
 * @throws UsageError unless `--out` names it, or if another option is given: what is gone on with has its settings in a file.
 */
export function folderToResume(
  command: Command,
  { resume, out }: { resume?: boolean; out?: string },
): string | undefined {
  if (!resume) return undefined;
  const other = command.options.find(
    (option) =>
      !withResume.includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (other) {
    throw new UsageError(
      `${other.long} can't go with --resume: the run goes on with the settings it began with`,
    );
  }
  if (command.args.length > 0)
    throw new UsageError("FILE can't go with --resume: the run goes on with the network it began with");
  if (out === undefined) throw new UsageError('--resume needs --out, the folder of the run to go on with');
  return out;
}
