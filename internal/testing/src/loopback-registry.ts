import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from './workspace';

/** An npm registry of this machine's own, which holds nothing but what is published to it. */
export interface LoopbackRegistry {
  /** Its address, with a slash at the end. */
  url: string;
  /** Lines of an `.npmrc` for somebody who may publish. */
  npmrc: string;
  /** What the registry says of a package, or undefined if it has none of that name. */
  packument: (name: string) => Promise<Packument | undefined>;
  stop: () => Promise<void>;
}

/** The part of a registry's answer that the tests read. */
interface Packument {
  versions: Record<string, { dependencies?: Record<string, string> }>;
}

/**
 * Starts verdaccio on a free port of 127.0.0.1, without an uplink: it asks no other registry for anything.
 *
 * @throws Error if it does not answer within half a minute.
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
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()));

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
        const answer = await fetch(url + name.replace('/', '%2f'));
        return answer.ok ? ((await answer.json()) as Packument) : undefined;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw new Error(`the registry did not start: ${said}`, { cause: error });
  }
}

/** The configuration, in YAML's subset JSON. */
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

/** The token of a new user, as soon as the registry answers. */
async function logIn(url: string): Promise<string> {
  const user = { name: 'release', password: 'on loopback only' };
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      const answer = await fetch(`${url}-/user/org.couchdb.user:${user.name}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(user),
      });
      const { token } = (await answer.json()) as { token?: string };
      if (token === undefined) throw new Error(`no token, status ${answer.status}`);
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
