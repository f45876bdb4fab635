/**
 * Where things lie in memory. The module has no memory of its own: it works in that of tfjs-backend-wasm, in blocks
 * that JavaScript allocates there, so nothing here may create static data (the build refuses it).
 */

/** Rows of C that one call of the micro-kernel computes; as many as the registers of x64 and arm64 can hold. */
export const MR: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;
/** Columns of C that one call of the micro-kernel computes: two vectors of four. */
export const NR: i32 = 8;
/** Rows of A that are packed at a time: with {@link KC} columns they fill a part of a 256 KB second-level cache. */
export const MC: i32 = MR * 16;
/** Length of the sums done at a time: a panel of B, KC × NR floats, fills a quarter of a 32 KB first-level cache. */
export const KC: i32 = 256;
/** Most partial products a long sum is split into. Fixed, so that results do not depend on the number of threads. */
export const MAX_SPLITS: i32 = 16;

/** The control block: what the threads share besides data. Each counter has a cache line of its own. */
export const TICKET: usize = 0;
export const DONE: usize = 64;
export const WAKE: usize = 128;
export const SLEEPERS: usize = 192;
export const FAILED: usize = 196;
export const TASKS: usize = 256;
export const KIND: usize = 260;
/** The arguments of the job under way. */
export const JOB: usize = 320;
/** Bytes of the control block. */
export const CONTROL_BYTES: usize = 1024;

/** Scratch of one thread: a packed block of A, gathered rows, the addresses of C's rows, an edge tile, zeros. */
export const PACKED_A: usize = 0;
export const GATHERED: usize = PACKED_A + (MC + MR) * KC * 4;
export const ROWS: usize = GATHERED + 8 * KC * 4;
export const TILE: usize = ROWS + (MC + MR) * 4;
export const TILE_ROWS: usize = TILE + MR * NR * 4;
export const ZEROS: usize = TILE_ROWS + MR * 4;
export const ZERO_ROWS: usize = ZEROS + NR * 4;
/** A packed block of B, where each thread packs its own. */
export const PACKED_B: usize = ZERO_ROWS + MR * 4;
