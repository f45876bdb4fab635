import { Worker } from 'node:worker_threads';
import { decodePicture } from './decode-picture';
import type { DecodingAnswer, DecodingRequest } from './picture-decoder';

/** Limit of this process's memory: a decoder may allocate more than the header suggests. */
const mostMemory = 1e9;

/** Limit of processor time per picture, in microseconds. Wall time would depend on how busy the machine is. */
const mostTime = 10e6;

// A decoder does not let anything else run on its thread, and V8 bounds only the memory of JavaScript's own objects.
const watch = `
  let start = process.cpuUsage();
  require('node:worker_threads').parentPort.on('message', () => (start = process.cpuUsage()));
  setInterval(() => {
    const { user, system } = process.cpuUsage(start);
    if (user + system > ${mostTime} || process.memoryUsage.rss() > ${mostMemory}) process.kill(process.pid, 'SIGKILL');
  }, 20);
`;
const watcher = new Worker(watch, { eval: true });
watcher.unref();

process.on('message', ({ file, size }: DecodingRequest) => {
  watcher.postMessage('a picture begins');
  void answerTo(file, size).then((answer) => process.send?.(answer));
});

async function answerTo(file: Uint8Array, size: DecodingRequest['size']): Promise<DecodingAnswer> {
  try {
    return { pixels: await decodePicture(Buffer.from(file.buffer, file.byteOffset, file.length), size) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
