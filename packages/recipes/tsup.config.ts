import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base';

export default defineConfig(
  packageBuild({
    entry: { index: 'src/index.ts', 'report/index': 'src/report/index.ts' },
    // Shared chunks, so that the first entry does not load the charts of the second.
    splitting: true,
  }),
);
