import { Option } from 'commander';

/** The option that names the data. */
export function dataOption(): Option {
  return new Option(
    '--data <name>',
    "cifar10, cifar100, synthetic, or a folder with CIFAR's binary files (read offline)",
  ).default('cifar10');
}

/** The option that names the backend. */
export function backendOption(): Option {
  return new Option('--backend <name>', 'what computes; auto takes the best that works here')
    .choices(['auto', 'webgpu', 'wasm', 'cpu'])
    .default('auto');
}
