import { Option } from 'commander';

/** The option that names modules with kinds of block. */
export function useOption(): Option {
  return new Option(
    '--use <module>',
    'a module that exports kinds of block: a file, or an installed package; once more for another',
  ).argParser((name: string, before: string[] | undefined) => [...(before ?? []), name]);
}
