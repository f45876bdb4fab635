/** 0 or 1, as WebAssembly has no boolean. */
export type Flag = 0 | 1;

/** The exports of the compiled kernels, documented in `assembly`. Pointers and sizes are in bytes. */
export interface KernelExports {
  /** Bytes of a control block. */
  CONTROL_BYTES: WebAssembly.Global<'i32'>;
  /** Terms of a sum that are computed in one block. */
  KC: WebAssembly.Global<'i32'>;
  /** Maximum number of rows of a left factor that are packed in one block. */
  MC: WebAssembly.Global<'i32'>;
  /** Maximum number of parts that a long sum is split into. */
  MAX_SPLITS: WebAssembly.Global<'i32'>;
  /** Rows per panel of a left factor, and columns per panel of a right factor. */
  MR: WebAssembly.Global<'i32'>;
  NR: WebAssembly.Global<'i32'>;
  /** Offset in bytes, in a thread's scratch, of the right factor that the thread packs. */
  PACKED_B: WebAssembly.Global<'i32'>;
  /** Records that a thread failed, so that the calling thread stops waiting for it. */
  fail(): void;
  attach(controlBlock: number, threads: number, mayBlock: Flag): void;
  prepareScratch(scratch: number): void;
  setProduct(rows: number, columns: number, terms: number, target: number, stride: number): void;
  setGrid(
    gridHeight: number,
    gridWidth: number,
    gridStepY: number,
    gridStepX: number,
    imageHeight: number,
    imageWidth: number,
  ): void;
  setFinish(bias: number, activation: number): void;
  setPlan(
    shared: number,
    scratch: number,
    scratchStride: number,
    blockRows: number,
    blockColumns: number,
    splits: number,
    splitTerms: number,
  ): void;
  setMatrix(isRight: Flag, across: Flag, data: number, stride: number): void;
  setPatches(
    isRight: Flag,
    across: Flag,
    data: number,
    height: number,
    width: number,
    channels: number,
    gridHeight: number,
    gridWidth: number,
    tapsHeight: number,
    tapsWidth: number,
    stepY: number,
    stepX: number,
    tapStepY: number,
    tapStepX: number,
    originY: number,
    originX: number,
  ): void;
  setFilter(
    isRight: Flag,
    data: number,
    channels: number,
    outChannels: number,
    filterWidth: number,
    tapsHeight: number,
    tapsWidth: number,
    tapStepY: number,
    tapStepX: number,
    originY: number,
    originX: number,
  ): void;
  multiply(): void;
  /** Number of parts in which {@link columnSums} computes each sum. */
  columnSumParts(outer: number, terms: number, inner: number): number;
  /** Number of columns that are summed at a time. */
  SUM_COLUMNS: WebAssembly.Global<'i32'>;
  columnSums(
    source: number,
    target: number,
    outer: number,
    terms: number,
    inner: number,
    factor: number,
    scratch: number,
  ): void;
  spread(source: number, target: number, outer: number, terms: number, inner: number): void;
  running(
    source: number,
    target: number,
    outer: number,
    terms: number,
    inner: number,
    product: Flag,
    exclusive: Flag,
    reverse: Flag,
    lastOnly: Flag,
    scratch: number,
  ): void;
  /** Scratch floats per channel of batch normalization. */
  BATCH_NORM_SCRATCH: WebAssembly.Global<'i32'>;
  batchNormForward(
    x: number,
    y: number,
    rows: number,
    channels: number,
    scale: number,
    offset: number,
    epsilon: number,
    mean: number,
    variance: number,
    scratch: number,
  ): void;
  batchNormBackward(
    x: number,
    dy: number,
    dx: number,
    rows: number,
    channels: number,
    scale: number,
    mean: number,
    variance: number,
    epsilon: number,
    dScale: number,
    dOffset: number,
    scratch: number,
  ): void;
  /** Sets the sizes of a pooling or a depthwise convolution. */
  setWindows(
    images: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    windowHeight: number,
    windowWidth: number,
    strideY: number,
    strideX: number,
    dilationY: number,
    dilationX: number,
    top: number,
    left: number,
  ): void;
  /** Sets the sizes of a 3-D convolution. */
  setVolumes(
    channels: number,
    outChannels: number,
    depth: number,
    height: number,
    width: number,
    outDepth: number,
    outHeight: number,
    outWidth: number,
    windowDepth: number,
    windowHeight: number,
    windowWidth: number,
    strideZ: number,
    strideY: number,
    strideX: number,
    front: number,
    top: number,
    left: number,
  ): void;
  volumeBackwardFilter(x: number, dy: number, dFilter: number, volumes: number, scratch: number): void;
  volumeBackwardInput(dy: number, filter: number, dx: number, volumes: number): void;
  maxPoolBackward(x: number, y: number, dy: number, dx: number): void;
  averagePoolBackward(dy: number, dx: number): void;
  /** Scratch floats per weight of the filter gradient. */
  DEPTHWISE_SCRATCH: WebAssembly.Global<'i32'>;
  depthwiseForward(x: number, filter: number, y: number, multiplier: number): void;
  depthwiseBackwardInput(dy: number, filter: number, dx: number, multiplier: number): void;
  depthwiseBackwardFilter(x: number, dy: number, dFilter: number, multiplier: number, scratch: number): void;
  relu(x: number, y: number, count: number): void;
  maximum(a: number, b: number, y: number, count: number): void;
  maximumBackward(a: number, b: number, dy: number, da: number, db: number, count: number): void;
  /** Values of `kind` below. */
  GELU: WebAssembly.Global<'i32'>;
  SWISH: WebAssembly.Global<'i32'>;
  smoothActivation(kind: number, x: number, y: number, count: number): void;
  smoothActivationBackward(kind: number, x: number, dy: number, dx: number, count: number): void;
  addRow(x: number, row: number, y: number, rows: number, columns: number): void;
  reluBackward(x: number, dy: number, dx: number, count: number, ceiling: number): void;
  dropout(x: number, y: number, count: number, threshold: number, scale: number, seed: number): void;
  adamW(
    w: number,
    g: number,
    m: number,
    v: number,
    nextW: number,
    nextM: number,
    nextV: number,
    count: number,
    stepSize: number,
    oneMinusBeta1: number,
    oneMinusBeta2: number,
    epsilon: number,
    keepRate: number,
  ): void;
  sgd(
    w: number,
    g: number,
    u: number,
    nextW: number,
    nextU: number,
    count: number,
    learningRate: number,
    momentum: number,
    keepRate: number,
    nesterov: Flag,
  ): void;
}
