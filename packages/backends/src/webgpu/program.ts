/** The numbers a shader gets with each dispatch, by name, in the order of its struct. */
export type UniformTypes = Readonly<Record<string, 'u32' | 'f32'>>;

/** What a buffer is made of. */
export type Element = 'f32' | 'vec4f' | 'i32';

/** `vec4f` where a run of numbers can be read by fours, else `f32`. */
export function elementFor(count: number): Element {
  return count % 4 === 0 ? 'vec4f' : 'f32';
}

/** How many elements a run of numbers has. */
export function elementsIn(count: number): number {
  return count % 4 === 0 ? count / 4 : count;
}

/** A compute shader, before it is compiled for a device. */
export interface Program {
  /** Tells it from all other programs: programs of the same key have the same source. */
  key: string;
  /** Names of the storage buffers that are read, in the order of the bindings. */
  inputs: readonly string[];
  /** Names of the storage buffers that are written; they follow the inputs. */
  outputs: readonly string[];
  /** Elements of the buffers: the same for all, or by name, `f32` where none is named. */
  elements?: Element | Readonly<Record<string, Element>>;
  /** The struct `uniforms`, which follows the buffers. */
  uniforms: UniformTypes;
  /** WGSL extensions to enable; the device must have the features. */
  extensions?: readonly string[];
  /** The WGSL without its bindings, with the entry point `main`. */
  source: () => string;
}

/** Size of most workgroups: a multiple of all GPUs' subgroups. */
export const WORKGROUP = 64;

/**
 * WGSL: the start of an entry point of {@link WORKGROUP} invocations, each with its number in `index`. Workgroups are
 * dispatched in two dimensions, as one allows only 65,535.
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

/** The whole WGSL of a program. */
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

/** Packs the numbers of a dispatch as the struct `uniforms` lays them out: four bytes each. */
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
