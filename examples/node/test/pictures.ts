import { crc32 } from 'node:zlib';

/** A chunk of a PNG. */
export function pngChunk(kind: string, data: Uint8Array = new Uint8Array(0)): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(kind, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** Returns a PNG of 8-bit RGB whose header states the given size, with the given chunks. */
export function png(width: number, height: number, ...chunks: Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, pngChunk('IHDR', header), ...chunks, pngChunk('IEND')]);
}

/** A TIFF of one strip: tags and their values, each a number; the strip's bytes follow the directory. */
export function tiff(tags: Readonly<Record<number, number>>, strip: Uint8Array): Buffer {
  const entries = Object.entries(tags).map(([tag, value]) => [Number(tag), value] as const);
  const directory = Buffer.alloc(8 + 2 + 12 * (entries.length + 1) + 4);
  directory.write('II*\0', 'latin1');
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(entries.length + 1, 8);
  [...entries, [273, directory.length] as const]
    .sort(([a], [b]) => a - b)
    .forEach(([tag, value], place) => {
      const at = 10 + 12 * place;
      directory.writeUInt16LE(tag, at);
      directory.writeUInt16LE(4, at + 2); // LONG
      directory.writeUInt32LE(1, at + 4);
      directory.writeUInt32LE(value, at + 8);
    });
  return Buffer.concat([directory, strip]);
}
