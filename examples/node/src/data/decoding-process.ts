import { Worker } from 'node:worker_threads';
import { decodePicture } from './decode-picture';
import type { DecodingAnswer, DecodingRequest } from './picture-decoder';

/** The most memory this process may hold: a decoder may ask for more than a header lets expect. */
const mostMemory = 2e9;

// A decoder does not let anything else run on its thread, and V8 bounds only the memory of JavaScript's own objects.
const watch = `setInterval(() => process.memoryUsage.rss() > ${mostMemory} && process.kill(process.pid, 'SIGKILL'), 20)`;
new Worker(watch, { eval: true }).unref();

process.on('message', ({ file, size }: DecodingRequest) => {
  void answerTo(file, size).then((answer) => process.send?.(answer));
});

async function answerTo(file: Uint8Array, size: DecodingRequest['size']): Promise<DecodingAnswer> {
  try {
    return { pixels: await decodePicture(Buffer.from(file.buffer, file.byteOffset, file.length), size) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
