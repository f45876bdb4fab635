const page = 2 ** 16;

/**
 * The maximum memory of the wasm backend in bytes, for tensors and scratch memory: 3968 MiB, which is 128 MiB less than
 * WebAssembly allows.
 *
 * The allocator in tfjs's binaries (emmalloc) adds sizes to addresses in 32 bits. Near 4 GiB the sum wraps around, and the
 * allocator returns a block that overlaps others. Below this limit that cannot happen for blocks of up to 128 MiB.
 */
export const wasmMemoryLimit = 2 ** 32 - 2 ** 27;

/**
 * When the memory grows to within this distance of the limit, it grows to the limit: a later step, with its slack,
 * would not fit.
 */
const lastStep = 2 ** 29;

/**
 * Limits the growth of a memory to {@link wasmMemoryLimit}.
 *
 * @returns the maximum size in bytes: the limit, or the present size if that is larger.
 */
export function limitGrowth(memory: WebAssembly.Memory): number {
  const limit = Math.max(wasmMemoryLimit, memory.buffer.byteLength);
  const growth = memory.grow.bind(memory);
  // Compiled code calls Emscripten, which calls this and treats an exception as a refusal.
  memory.grow = (pages) => {
    const before = memory.buffer.byteLength;
    const wanted = before + pages * page;
    if (wanted > limit) throw new RangeError(`wasm: memory is limited to ${limit} bytes`);
    if (wanted > limit - lastStep) {
      try {
        return growth((limit - before) / page);
      } catch {
        // The system cannot provide that much; try the requested size.
      }
    }
    return growth(pages);
  };
  return limit;
}
