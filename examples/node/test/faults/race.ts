import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What a racer is asked. */
export interface RaceRequest {
  action: 'create' | 'open' | 'release';
  folder: string;
  /** When to begin, in milliseconds since 1970. */
  start: number;
}

/** What a racer answers. */
export interface RaceAnswer {
  owner: boolean;
  /** The class and the message of the refusal. */
  refused?: string;
}

const locks = createRequire(import.meta.url).resolve('fs-native-extensions');
const script = join(mkdtempSync(join(tmpdir(), 'nin-race-')), 'racer.mjs');
buildSync({
  entryPoints: [join(import.meta.dirname, 'racer.ts')],
  outfile: script,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  alias: { 'fs-native-extensions': locks },
  external: [locks],
});

/** A process that takes folders, or finds them taken. */
export interface Racer {
  ask: (request: RaceRequest) => Promise<RaceAnswer>;
  kill: () => Promise<void>;
}

/** Starts a racer. */
export function startRacer(): Racer {
  const child: ChildProcess = fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    async ask(request) {
      child.send(request);
      const [answer] = (await once(child, 'message')) as [RaceAnswer];
      return answer;
    },
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Lets all racers take a folder at the same instant. */
export function race(
  racers: readonly Racer[],
  action: 'create' | 'open',
  folder: string,
): Promise<RaceAnswer[]> {
  const start = Date.now() + 15;
  return Promise.all(racers.map((racer) => racer.ask({ action, folder, start })));
}
