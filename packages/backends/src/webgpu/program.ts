/** The uniforms of a shader by name, in the order of its struct. */
export type UniformTypes = Readonly<Record<string, 'u32' | 'f32'>>;

/** The element type of a buffer. */
export type Element = 'f32' | 'vec4f' | 'i32';

/** Returns `vec4f` where a run of numbers can be read four at a time, else `f32`. */
export function elementFor(count: number): Element {
  return count % 4 === 0 ? 'vec4f' : 'f32';
}

/** Returns the number of elements in a run of numbers. */
export function elementsIn(count: number): number {
  return count % 4 === 0 ? count / 4 : count;
}

/** A compute shader, before it is compiled for a device. */
export interface Program {
  /** Identifies the program: programs with the same key have the same source. */
  key: string;
  /** Names of the storage buffers that are read, in the order of the bindings. */
  inputs: readonly string[];
  /** Names of the storage buffers that are written, bound after the inputs. */
  outputs: readonly string[];
  /** Element types of the buffers: one for all, or by name. Default `f32`. */
  elements?: Element | Readonly<Record<string, Element>>;
  /** The struct `uniforms`, bound after the buffers. */
  uniforms: UniformTypes;
  /** WGSL extensions to enable; the device must have the features. */
  extensions?: readonly string[];
  /** Returns the WGSL without bindings, with the entry point `main`. */
  source: () => string;
}

/** Size of most workgroups: a multiple of the subgroup size of all GPUs. */
export const WORKGROUP = 64;

/**
 * WGSL: the start of an entry point with {@link WORKGROUP} invocations, numbered by `index`. Workgroups are dispatched in
 * two dimensions, because one dimension allows only 65,535.
 */
export const flatEntry = `
@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let index = (group.y * groups.x + group.x) * ${WORKGROUP}u + local;
`;

/** Returns the complete WGSL of a program. */
export function shaderCode({
  inputs,
  outputs,
  elements = {},
  uniforms,
  extensions = [],
  source,
}: Program): string {
  const buffers = [...inputs, ...outputs].map((name, i) => {
    const access = i < inputs.length ? 'read' : 'read_write';
    return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: array<${typeof elements === 'string' ? elements : (elements[name] ?? 'f32')}>;`;
  });
  const fields = Object.entries(uniforms).map(([name, type]) => `${name}: ${type},`);
  return [
    ...extensions.map((name) => `enable ${name};`),
    ...buffers,
    `struct Uniforms { ${fields.join(' ')} }`,
    `@group(0) @binding(${buffers.length}) var<uniform> uniforms: Uniforms;`,
    source(),
  ].join('\n');
}

/** Packs the uniforms of a dispatch in the layout of the struct: four bytes each. */
export function packUniforms(
  types: UniformTypes,
  values: Readonly<Record<string, number>>,
): Uint32Array<ArrayBuffer> {
  const names = Object.keys(types);
  const words = new Uint32Array(Math.ceil(names.length / 4) * 4);
  const floats = new Float32Array(words.buffer);
  names.forEach((name, i) => {
    const value = values[name];
    if (value === undefined) throw new Error(`webgpu: no value for the uniform ${name}`);
    if (types[name] === 'u32') words[i] = value;
    else floats[i] = value;
  });
  return words;
}
