import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, test, vi } from 'vitest';
import { readNpmConfiguration } from '../src/node/npm-configuration';
import { temporaryFolder, useNpmrc } from './fixtures/loading';

test('reads the registry from .npmrc, and from the environment first', async () => {
  await useNpmrc('registry=https://npm.example/all\n');
  expect((await readNpmConfiguration()).registry).toBe('https://npm.example/all/');
  vi.stubEnv('npm_config_registry', 'https://other.example/');
  expect((await readNpmConfiguration()).registry).toBe('https://other.example/');
});

test('reads the other settings of an .npmrc with an undefined variable', async () => {
  await useNpmrc('//npm.example/:_authToken=${NIN_NOT_SET_ANYWHERE}\nregistry=https://npm.example/\n');
  expect((await readNpmConfiguration()).registry).toBe('https://npm.example/');
});

test('returns credentials for URLs below their own, and for no others', async () => {
  vi.stubEnv('NIN_TEST_TOKEN', 'from the environment');
  await useNpmrc(
    [
      '//npm.example/all/:_authToken=${NIN_TEST_TOKEN}',
      // "someone" and "secret", the latter in base64.
      '//basic.example/:username=someone',
      '//basic.example/:_password=c2VjcmV0',
    ].join('\n'),
  );
  const npm = await readNpmConfiguration();
  expect(npm.authorization('https://npm.example/all/tiny/-/tiny-1.0.0.tgz')).toBe(
    'Bearer from the environment',
  );
  // "someone:secret" in base64.
  expect(npm.authorization('https://basic.example/tiny')).toBe('Basic c29tZW9uZTpzZWNyZXQ=');
  expect(npm.authorization('https://npm.example/tiny')).toBeUndefined();
  expect(npm.authorization('https://npm.example:8080/all/tiny')).toBeUndefined();
  expect(npm.authorization('https://elsewhere.example/all/tiny')).toBeUndefined();
});

test('returns the proxies and certificates of .npmrc', async () => {
  const cafile = join(await temporaryFolder(), 'ca.pem');
  await writeFile(cafile, rootCertificates.slice(0, 2).join('\n'));
  await useNpmrc(
    `proxy=http://proxy.example:3128/\nnoproxy=inside.example\ncafile=${cafile}\nstrict-ssl=false\n`,
  );
  const { network } = await readNpmConfiguration();
  expect(network).toMatchObject({
    httpProxy: 'http://proxy.example:3128/',
    httpsProxy: 'http://proxy.example:3128/',
    noProxy: 'inside.example',
    strictSsl: false,
  });
  expect(network.ca?.map((pem) => pem.trim())).toEqual(rootCertificates.slice(0, 2).map((pem) => pem.trim()));
});

test('does not change the environment', async () => {
  const before = { ...process.env };
  await readNpmConfiguration();
  expect({ ...process.env }).toEqual(before);
});
