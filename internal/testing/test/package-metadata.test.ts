import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldersIn, manifestIn, published, repository } from '../src/workspace';

/** The fields of package.json that say whose a package is and how it is published. */
interface Metadata {
  name: string;
  author?: string;
  license?: string;
  homepage?: string;
  bugs?: string;
  repository?: { type: string; url: string; directory?: string };
  files?: string[];
  publishConfig?: object;
}

function metadata(folder: string): Metadata {
  return JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')) as Metadata;
}

/** The top of the repository says where the project lives; all packages say the same. */
const project = metadata('.');

describe('the project', () => {
  test('says where it lives', () => {
    expect(project.repository?.url).toMatch(/^git\+https:\/\/.+\.git$/);
    const page = project.repository?.url.replace(/^git\+|\.git$/g, '');
    expect(project).toMatchObject({ homepage: `${page}#readme`, bugs: `${page}/issues` });
  });

  test('has the holder of its license for its author', () => {
    const holder = /Copyright \(c\) \d+ (.+)/.exec(readFileSync(join(repository, 'LICENSE'), 'utf8'))?.[1];
    expect(project.author).toBe(holder);
  });
});

/** The private packages, whose code the builds of others take in: name → what the code needs. */
const privateNeeds = new Map(
  [...foldersIn('internal'), ...foldersIn('examples')]
    .map((folder) => manifestIn(folder))
    .filter((manifest) => manifest.private)
    .map(({ name, dependencies = {} }) => [name, dependencies]),
);

describe.each(published())('%s', (folder) => {
  const { name, ...fields } = metadata(folder);

  test('says where it lives, whose it is and where its faults are reported', () => {
    const { author, license, bugs, homepage } = project;
    expect(fields).toMatchObject({
      author,
      license,
      bugs,
      homepage: homepage?.replace('#', `/tree/main/${folder}#`),
      repository: { ...project.repository, directory: folder },
    });
  });

  test('is published for everyone, with provenance and its list of changes', () => {
    expect(fields.publishConfig).toEqual({ access: 'public', provenance: true });
    expect(fields.files).toContain('CHANGELOG.md');
  });

  const { dependencies = {}, devDependencies = {} } = manifestIn(folder);

  test('needs no package that is not published, and ours by their versions', () => {
    expect(Object.keys(dependencies).filter((needed) => privateNeeds.has(needed))).toEqual([]);
    const ours = Object.entries(dependencies).filter(([needed]) => needed.startsWith('@nin/'));
    // Only such a range does `changeset version` move along; `*` would let any old version do.
    expect(ours.filter(([, range]) => !/^\^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  test('declares what the private packages that its build takes in need', () => {
    const needed = Object.keys(devDependencies).flatMap((dev) => Object.entries(privateNeeds.get(dev) ?? {}));
    const missing = needed.filter(([need, range]) =>
      range === '*' ? !(need in dependencies) : dependencies[need] !== range,
    );
    expect(missing).toEqual([]);
  });

  test('is not published by hand', () => {
    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'prepublishOnly'], {
      cwd: join(repository, folder),
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect(status).toBe(1);
    expect(stderr).toContain(`${name} is not published by hand: \`npm run release:publish\``);
  });
});
