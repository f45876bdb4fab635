import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base';

export default defineConfig(
  packageBuild({
    entry: {
      index: 'src/index.ts',
      'fields/index': 'src/fields/index.ts',
      'testing/index': 'src/testing/index.ts',
    },
    // Shared chunks, so that the kinds are the same values from every entry.
    splitting: true,
  }),
);
