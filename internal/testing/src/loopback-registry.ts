import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from './workspace';

/** An npm registry on this machine with only the packages published to it. */
export interface LoopbackRegistry {
  /** URL with a trailing slash. */
  url: string;
  /** Lines of an `.npmrc` with permission to publish. */
  npmrc: string;
  /** Returns the metadata of a package, or undefined if it does not exist. */
  packument: (name: string) => Promise<Packument | undefined>;
  stop: () => Promise<void>;
}

/** The part of the metadata that the tests read. */
interface Packument {
  versions: Record<string, { dependencies?: Record<string, string> }>;
}

/**
 * Starts verdaccio on a free port of 127.0.0.1, without an uplink to another registry.
 *
 * @throws Error if it does not respond within 30 s.
 */
export async function startLoopbackRegistry(): Promise<LoopbackRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'nin-registry-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const config = join(folder, 'config.yaml');
  await writeFile(config, JSON.stringify(configuration(folder), null, 2));
  const script = join(repository, 'node_modules/verdaccio/bin/verdaccio');
  const child = spawn(process.execPath, [script, '--config', config, '--listen', `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (log += text.toString()));

  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const token = await logIn(url);
    return {
      url,
      npmrc: `@nin:registry=${url}\n//127.0.0.1:${port}/:_authToken=${token}\n`,
      async packument(name) {
        const response = await fetch(url + name.replace('/', '%2f'));
        return response.ok ? ((await response.json()) as Packument) : undefined;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw new Error(`the registry did not start: ${log}`, { cause: error });
  }
}

/** Returns the configuration, to be written as JSON, a subset of YAML. */
function configuration(folder: string): object {
  return {
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: 1 } },
    uplinks: {},
    packages: { '@nin/*': { access: '$all', publish: '$authenticated' } },
    web: { enable: false },
    log: { type: 'stdout', level: 'warn' },
  };
}

/** Returns the token of a new user, as soon as the registry responds. */
async function logIn(url: string): Promise<string> {
  const user = { name: 'release', password: 'on loopback only' };
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      const response = await fetch(`${url}-/user/org.couchdb.user:${user.name}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(user),
      });
      const { token } = (await response.json()) as { token?: string };
      if (token === undefined) throw new Error(`no token, status ${response.status}`);
      return token;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
