import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PictureSize } from './decode-picture';

/** A request to the process. */
export interface DecodingRequest {
  file: Uint8Array;
  size: PictureSize;
}

/** The answer of the process. */
export type DecodingAnswer = { pixels: Uint8Array; problem?: undefined } | { problem: string };

/** Decodes pictures in a separate process. */
export interface PictureDecoder {
  /** Decodes one picture at a time. Rejects with the problem of the picture. */
  decode: (file: Uint8Array, size: PictureSize) => Promise<Uint8Array>;
  /** Ends the process. */
  close: () => void;
}

/** Timeout per picture, in milliseconds, for a machine too busy for the process to end itself. */
const longestWait = 120_000;

/**
 * Starts a decoder of pictures. A malicious picture, by size, time or memory, ends the decoding process, not this one; the
 * next picture gets a new process.
 *
 * @param path file of the process. Default `decoding-process.js`, beside the built command.
 */
export function pictureDecoder(
  path = fileURLToPath(new URL('./decoding-process.js', import.meta.url)),
): PictureDecoder {
  let running: ChildProcess | undefined;

  function start(): ChildProcess {
    running = fork(path, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    return running;
  }

  function close(): void {
    running?.kill('SIGKILL');
    running = undefined;
  }

  return {
    async decode(file, size) {
      const child = running ?? start();
      const request: DecodingRequest = { file, size };
      try {
        const answer = await answerOf(child, request);
        if (answer.problem !== undefined) throw new Error(answer.problem);
        return answer.pixels;
      } catch (error) {
        // A killed process has not ended yet.
        if (child.killed || child.exitCode !== null || child.signalCode !== null || !child.connected)
          running = undefined;
        throw error;
      }
    },
    close,
  };
}

function answerOf(child: ChildProcess, request: DecodingRequest): Promise<DecodingAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      settle(() => reject(new Error(`its decoder has not come to an end in ${longestWait / 1000} s`)));
    }, longestWait);
    const answered = (answer: DecodingAnswer) => settle(() => resolve(answer));
    const ended = () =>
      settle(() => reject(new Error('its decoder took more than 10 s or 1 GB, or broke down')));
    function settle(how: () => void): void {
      clearTimeout(timer);
      child.off('message', answered);
      child.off('exit', ended);
      child.off('error', ended);
      how();
    }
    child.on('message', answered);
    child.on('exit', ended);
    child.on('error', ended);
    child.send(request);
  });
}
