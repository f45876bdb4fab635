/** Calls that start work on a GPU, by the interface they belong to. */
const starters: Readonly<Record<string, readonly string[]>> = {
  GPUComputePassEncoder: ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect'],
  WebGL2RenderingContext: ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'],
};

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** Counts the dispatches and draws until `work` has ended. */
export async function countDispatches(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const undo: (() => void)[] = [];
  for (const [owner, names] of Object.entries(starters)) {
    const prototype = (globalThis as Record<string, unknown>)[owner] as
      { prototype: Record<string, Method | undefined> } | undefined;
    const methods = prototype?.prototype ?? {};
    for (const name of names) {
      const method = methods[name];
      if (!method) continue;
      methods[name] = function counted(...values) {
        count++;
        return method.apply(this, values);
      };
      undo.push(() => (methods[name] = method));
    }
  }
  try {
    await work();
  } finally {
    undo.forEach((restore) => restore());
  }
  return count;
}
