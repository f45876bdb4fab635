/**
 * The memory layout. The module uses the memory of tfjs-backend-wasm, in blocks that JavaScript allocates there, so this
 * code must not create static data (the build fails if it does).
 */

/** Rows of C per call of the micro-kernel: as many as fit in the registers of x64 and arm64. */
export const MR: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;
/** Columns of C per call of the micro-kernel: two vectors of four. */
export const NR: i32 = 8;
/** Rows of A that are packed at a time: with {@link KC} columns they fill a part of a 256 KB second-level cache. */
export const MC: i32 = MR * 16;
/** Terms that are summed at a time: a panel of B, KC × NR floats, fills a quarter of a 32 KB first-level cache. */
export const KC: i32 = 256;
/** Maximum number of parts of a long sum. Fixed, so that results do not depend on the number of threads. */
export const MAX_SPLITS: i32 = 16;

/** The control block, which the threads share. Each counter has its own cache line. */
export const TICKET: usize = 0;
export const DONE: usize = 64;
export const WAKE: usize = 128;
export const SLEEPERS: usize = 192;
export const FAILED: usize = 196;
export const TASKS: usize = 256;
export const KIND: usize = 260;
/** The arguments of the current job. */
export const JOB: usize = 320;
/** Bytes of the control block. */
export const CONTROL_BYTES: usize = 1024;

/** Scratch memory of one thread: a packed block of A, gathered rows, the addresses of C's rows, an edge tile, zeros. */
export const PACKED_A: usize = 0;
export const GATHERED: usize = PACKED_A + (MC + MR) * KC * 4;
export const ROWS: usize = GATHERED + 8 * KC * 4;
export const TILE: usize = ROWS + (MC + MR) * 4;
export const TILE_ROWS: usize = TILE + MR * NR * 4;
export const ZEROS: usize = TILE_ROWS + MR * 4;
export const ZERO_ROWS: usize = ZEROS + NR * 4;
/** A packed block of B, for jobs in which each thread packs its own. */
export const PACKED_B: usize = ZERO_ROWS + MR * 4;
