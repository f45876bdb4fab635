import type { Command } from 'commander';
import { UsageError } from '../failure';

/** What may be given with `--resume`: the folder, and where modules are that the folder only names. */
const withResume = ['resume', 'out', 'use'];

/**
 * Returns the folder to resume where `--resume` was given, else undefined.
 *
 * @throws UsageError unless `--out` names it, or if another option is given: the folder has the settings.
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
    throw new UsageError(`${other.long} can't go with --resume: the run keeps the settings it began with`);
  }
  if (command.args.length > 0)
    throw new UsageError("FILE can't go with --resume: the run keeps the experiment it began with");
  if (out === undefined) throw new UsageError('--resume needs --out, the folder of the run to resume');
  return out;
}
