const page = 2 ** 16;

/**
 * Bytes that the wasm backend uses at most, tensors and scratch together: 3968 MiB, 128 MiB less than WebAssembly has.
 *
 * The allocator in the binaries of tfjs (emmalloc) adds a size to an address in 32 bits when it asks whether a block fits. Near
 * 4 GiB the sum wraps around, and a block is given that reaches over others. Below this limit no block of up to 128 MiB can.
 */
export const wasmMemoryLimit = 2 ** 32 - 2 ** 27;

/** Once growth comes this near to the limit, all that is left is taken: a later step, with its slack, would not fit. */
const lastStep = 2 ** 29;

/**
 * Has a memory grow to {@link wasmMemoryLimit} at most.
 *
 * @returns where it ends at last; a memory that is larger already ends where it does.
 */
export function limitGrowth(memory: WebAssembly.Memory): number {
  const limit = Math.max(wasmMemoryLimit, memory.buffer.byteLength);
  const growth = memory.grow.bind(memory);
  // Compiled code asks Emscripten, which calls this and takes an exception for a no.
  memory.grow = (pages) => {
    const before = memory.buffer.byteLength;
    const wanted = before + pages * page;
    if (wanted > limit) throw new RangeError(`wasm: memory ends at ${limit} bytes`);
    if (wanted > limit - lastStep) {
      try {
        return growth((limit - before) / page);
      } catch {
        // The system has no more than what is needed, if that.
      }
    }
    return growth(pages);
  };
  return limit;
}
