import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { repository } from '../../src/workspace';
import { runIn } from './project';

/** The pages that a bundler has made. */
export interface Bundle {
  /** The folder to serve. */
  folder: string;
  /** Paths of its pages. */
  pages: string[];
}

/** Bundles `page/main.js` or the Next application of a project, as each bundler does without being configured. */
export const bundlers: Readonly<Record<string, (project: string) => Promise<Bundle>>> = {
  async esbuild(project) {
    const outdir = join(project, 'esbuild');
    await esbuild({
      entryPoints: [entryIn(project)],
      outdir,
      bundle: true,
      minify: true,
      format: 'esm',
      splitting: true,
    });
    return page(outdir);
  },
  async webpack(project) {
    const path = join(project, 'webpack');
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      webpack(
        { mode: 'production', context: project, entry: entryIn(project), output: { path } },
        (error, result) => (error ? reject(error) : resolve(result)),
      );
    });
    if (!stats || stats.hasErrors()) throw new Error(stats?.toString({ all: false, errors: true }));
    return page(path);
  },
  async vite(project) {
    const outDir = join(project, 'vite');
    await vite({
      configFile: false,
      root: project,
      logLevel: 'error',
      build: {
        outDir,
        // Asks for the document's head, which is no matter here.
        modulePreload: false,
        rolldownOptions: { input: entryIn(project), output: { entryFileNames: 'main.js' } },
      },
    });
    return page(outDir);
  },
  async rollup(project) {
    const dir = join(project, 'rollup');
    const plugins = [nodeResolve({ browser: true }), commonjs()];
    const built = await rollup({ input: entryIn(project), plugins, logLevel: 'silent' });
    await built.write({ dir });
    await built.close();
    return page(dir);
  },
  async next(project) {
    const folder = join(project, 'next');
    await runIn(folder, process.execPath, join(repository, 'node_modules/next/dist/bin/next'), 'build');
    return { folder: join(folder, 'out'), pages: ['direct.html', 'lazy.html'] };
  },
};

function entryIn(project: string): string {
  return join(project, 'page/main.js');
}

async function page(folder: string): Promise<Bundle> {
  await writeFile(join(folder, 'index.html'), '<!doctype html><script type="module" src="main.js"></script>');
  return { folder, pages: ['index.html'] };
}
