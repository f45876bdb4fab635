import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base';

export default defineConfig(
  packageBuild({
    entry: {
      index: 'src/index.ts',
      'node/index': 'src/node/index.ts',
      'browser/index': 'src/browser/index.ts',
    },
    platform: 'node',
    removeNodeProtocol: false,
    // Shared chunks, so that an error class is the same one from every entry.
    splitting: true,
  }),
);
