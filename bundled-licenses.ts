import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * An esbuild plugin that writes the licenses of the npm packages a bundle takes in beside it, as their authors ask for:
 * `BUNDLED-LICENSES.txt` in `folder`. Nothing is written where none is taken in.
 */
export function bundledLicenses(folder = 'dist'): Plugin {
  return {
    name: 'bundled-licenses',
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(({ metafile }) => {
        const packages = new Set(
          Object.keys(metafile?.inputs ?? {}).flatMap((path) => packageFolder(path) ?? []),
        );
        if (packages.size === 0) return;
        mkdirSync(folder, { recursive: true });
        const texts = [...packages].sort().map(licenseOf);
        writeFileSync(join(folder, 'BUNDLED-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
      });
    },
  };
}

/** The folder of the npm package that a source is of. */
function packageFolder(path: string): string | undefined {
  return /^(?:.*[\\/])?node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path.replaceAll('/', sep))?.[0];
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder);
  // A package without a license file has its terms in its README.
  const file =
    files.find((entry) => /^licen[cs]e/i.test(entry) && existsSync(join(folder, entry))) ??
    files.find((entry) => /^readme/i.test(entry));
  if (!file) throw new Error(`${name} ${version} is bundled and says nothing of its license (${license})`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
