import { readFile } from 'node:fs/promises';
import { checkSpec, type AnySpec, type BlockKind } from '@nin/blocks';
import { UsageError, reasonOf } from '../failure';

/**
 * Reads a network from a JSON file: a `NinSpec`, whose blocks are of some kinds.
 *
 * @throws UsageError in one line, naming the file, if it cannot be read or is no such network.
 */
export async function readNetworkFile(path: string, kinds: readonly BlockKind[]): Promise<AnySpec> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`FILE must be a file that can be read, got ${path}: ${reasonOf(error)}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} must be JSON: ${reasonOf(error)}`);
  }
  requireNetwork(path, value, kinds);
  return value;
}

/**
 * Throws a UsageError unless `value` is a network whose blocks are of some kinds.
 *
 * @param where begins the message.
 */
export function requireNetwork(
  where: string,
  value: unknown,
  kinds: readonly BlockKind[],
): asserts value is AnySpec {
  const [problem] = checkSpec(value, { kinds });
  if (!problem) return;
  const isKind = problem.path.length === 3 && problem.path[2] === 'kind';
  throw new UsageError(
    `${where}: ${problem.message}${isKind ? '; --use names the module of another kind' : ''}`,
  );
}
