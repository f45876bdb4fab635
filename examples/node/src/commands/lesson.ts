import { Command } from 'commander';

/** `nin lesson`: the lecture, cell by cell. */
export function lessonCommand(): Command {
  return new Command('lesson')
    .description('Run the lecture on Network in Network, cell by cell.')
    .option('--quick', 'a narrow network on few images: ends in two minutes')
    .action(async ({ quick = false }: { quick?: boolean }) => {
      const { runLesson } = await import('nin-lesson');
      await runLesson({ quick });
    });
}
