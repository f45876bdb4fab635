/** The calls that start work on a GPU, by the interface they belong to. */
const starters: Readonly<Record<string, readonly string[]>> = {
  GPUComputePassEncoder: ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect'],
  WebGL2RenderingContext: ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'],
};

/** Counts the dispatches and draws until `work` has ended. */
export async function countDispatches(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const restore = Object.entries(starters).flatMap(([owner, names]) =>
    names.flatMap((name) => countCalls(prototypeOf(owner), name, () => count++) ?? []),
  );
  try {
    await work();
  } finally {
    restore.forEach((undo) => undo());
  }
  return count;
}

type Method = (this: unknown, ...values: unknown[]) => unknown;

function prototypeOf(owner: string): Record<string, unknown> | undefined {
  const found = (globalThis as Record<string, unknown>)[owner] as { prototype: Record<string, unknown> };
  return found?.prototype;
}

function countCalls(
  prototype: Record<string, unknown> | undefined,
  name: string,
  count: () => void,
): (() => void) | undefined {
  const method = prototype?.[name] as Method | undefined;
  if (!prototype || !method) return undefined;
  prototype[name] = function counted(this: unknown, ...values: unknown[]) {
    count();
    return method.apply(this, values);
  } satisfies Method;
  return () => {
    prototype[name] = method;
  };
}
