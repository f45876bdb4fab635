import { listBackends, selectBackend, type BackendReport } from '@nin/backends';
import { Command } from 'commander';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { print, printJson } from '../terminal/print';

/** Returns `nin backends`, which lists the backends that work on this machine. */
export function backendsCommand(): Command {
  return new Command('backends')
    .description(
      'List the backends that work on this machine, their accuracy and speed, and which one auto picks.',
    )
    .option('--json', 'print the report as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const reports = await listBackends();
      const picked = await selectBackend('auto');
      if (json) {
        printJson({ backends: reports, auto: picked });
        return;
      }
      print(machine());
      for (const report of reports) printReport(report);
      print(`auto picks ${picked.name} (${picked.device}): ${picked.reason}`);
    });
}

function printReport(report: BackendReport): void {
  if (!report.available) {
    print(`${report.name.padEnd(8)} no: ${report.reason}`);
    return;
  }
  const { name, device, software, checks = [], matmulGflops = 0, kernels = [] } = report;
  const passed = checks.filter((check) => check.passed).length;
  print(`${name.padEnd(8)} ${device}${software ? ' (GPU in software)' : ''}`);
  printFigure(`${matmulGflops.toFixed(1)} GFLOP/s in a 512 × 512 matrix product`);
  printFigure(`${passed} of ${checks.length} numerical checks passed; relative errors:`);
  for (const check of checks) printFigure(`  ${checkLine(check)}`);
  printFigure(`training kernels: ${kernels.length > 0 ? `${kernels.length} of our own` : 'stock'}`);
}

function printFigure(line: string): void {
  print(`         ${line}`);
}

function checkLine({ name, error, passed, message }: NonNullable<BackendReport['checks']>[number]): string {
  return `${passed ? '✓' : '✗'} ${name}: ${message ?? error.toExponential(1)}`;
}

function machine(): string {
  const [processor] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB of memory`;
  return `${processor?.model.trim() ?? 'processor'}, ${availableParallelism()} cores, ${memory}, Node ${process.version}`;
}
