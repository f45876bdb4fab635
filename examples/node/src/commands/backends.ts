import { listBackends, selectBackend, type BackendReport } from '@nin/backends';
import { Command } from 'commander';

/** `nin backends`: what this machine can compute with. */
export function backendsCommand(): Command {
  return new Command('backends')
    .description(
      'Show what this machine can compute with, how exact and how fast it is, and what auto picks.',
    )
    .option('--json', 'print the report as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const reports = await listBackends();
      const picked = await selectBackend('auto');
      if (json) {
        console.log(JSON.stringify({ backends: reports, auto: picked }, null, 2));
        return;
      }
      for (const report of reports) printReport(report);
      console.log(`auto picks ${picked.name}: ${picked.reason}`);
    });
}

function printReport(report: BackendReport): void {
  if (!report.available) {
    console.log(`${report.name.padEnd(8)} no: ${report.reason}`);
    return;
  }
  const { name, device, software, checks = [], matmulGflops = 0, kernels = [] } = report;
  const passed = checks.filter((check) => check.passed).length;
  const worst = Math.max(...checks.map((check) => check.error));
  console.log(`${name.padEnd(8)} ${device}${software ? ' (GPU in software)' : ''}`);
  console.log(`         ${matmulGflops.toFixed(1)} GFLOP/s in a 512 × 512 matrix product`);
  console.log(
    `         ${passed} of ${checks.length} numerical checks passed, largest relative error ${worst.toExponential(1)}`,
  );
  console.log(`         training kernels: ${kernels.join(', ') || 'stock'}`);
}
