/** Peaks in float32 without tensor cores, in TFLOP/s, from the vendors' data sheets. The first name that fits is taken. */
const peaks: readonly (readonly [name: RegExp, teraflops: number])[] = [
  [/H100 PCIe/i, 51.2],
  [/H100 NVL/i, 60.3],
  [/H100|H200|H800|GH200/i, 66.9],
  [/A100|A800/i, 19.5],
  [/L40S/i, 91.6],
  [/\bL40\b/i, 90.5],
  [/\bL4\b/i, 30.3],
  [/\bA10G?\b/i, 31.2],
  [/V100.*PCIe/i, 14],
  [/V100/i, 15.7],
  [/\bT4\b/i, 8.1],
  [/RTX 6000 Ada/i, 91.1],
  [/RTX A6000/i, 38.7],
  [/RTX 5090/i, 104.8],
  [/RTX 4090/i, 82.6],
  [/RTX 4080/i, 48.7],
  [/RTX 3090/i, 35.6],
];

/** Returns the peak of a GPU in GFLOP/s by its name; undefined if it is not known. */
export function peakGflops(device: string): number | undefined {
  const known = peaks.find(([name]) => name.test(device));
  return known && 1000 * known[1];
}
