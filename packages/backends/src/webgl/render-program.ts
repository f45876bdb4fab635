import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** The types of uniforms in render programs. */
export type UniformType = 'int' | 'uint' | 'float';

/** A fragment program that renders to several textures at once, which tfjs's own programs cannot. */
export interface RenderProgram {
  /** Identifies the source: programs with the same key are compiled once. Contains no sizes that change between batches. */
  key: string;
  /** Names of the input textures. Each also has the uniform `<name>Width`, in texels. */
  textures: readonly string[];
  uniforms: Readonly<Record<string, UniformType>>;
  /** Number of output textures: `result0`, `result1` and so on, four numbers each; `resultWidth` texels per row. */
  results: number;
  /** Returns the body: functions and `main`. Called once per key. */
  source: () => string;
}

/** A texture with four numbers per texel. */
export interface Texture {
  texture: WebGLTexture;
  /** In texels. */
  width: number;
  height: number;
}

interface CompiledProgram {
  program: ReturnType<MathBackendWebGL['gpgpu']['createProgram']>;
  textures: { sampler: WebGLUniformLocation | null; width: WebGLUniformLocation | null }[];
  uniforms: [name: string, type: UniformType, location: WebGLUniformLocation | null][];
  resultWidth: WebGLUniformLocation | null;
}

interface Renderer {
  programs: Map<string, CompiledProgram>;
  /** Keyed by the number of results. */
  framebuffers: Map<number, WebGLFramebuffer>;
}

const renderers = new WeakMap<MathBackendWebGL, Renderer>();

/**
 * The beginning of every program. Textures store tensors texel by texel, row by row; a texture's width is independent of
 * the tensor's shape, so texels are numbered and `placeOf` converts a number to coordinates.
 */
const prelude = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;

uniform int resultWidth;

ivec2 placeOf(int texel, int width) {
  int row = texel / width;
  return ivec2(texel - row * width, row);
}

// The coordinates after moving on by 'step', which is the coordinates of that texel number. Without a branch: drivers
// that compile for CPUs take minutes for programs with many branches.
ivec2 advance(ivec2 place, ivec2 step, int width) {
  place += step;
  return place + int(place.x >= width) * ivec2(-width, 1);
}
`;

/** Runs a program, which fills the first `width` × `height` texels of each result. */
export function render(
  backend: MathBackendWebGL,
  program: RenderProgram,
  textures: readonly Texture[],
  uniforms: Readonly<Record<string, number>>,
  results: readonly Texture[],
): void {
  const { gpgpu } = backend;
  const gl = gpgpu.gl as WebGL2RenderingContext;
  const renderer = rendererOf(backend);
  const compiled = renderer.programs.get(program.key) ?? compile(backend, renderer, program);
  const { width, height } = results[0];

  gl.bindFramebuffer(gl.FRAMEBUFFER, framebufferFor(gl, renderer, results.length));
  results.forEach(({ texture }, i) =>
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + i, gl.TEXTURE_2D, texture, 0),
  );
  gl.viewport(0, 0, width, height);
  gl.scissor(0, 0, width, height);
  gpgpu.setProgram(compiled.program);
  gpgpu.bindVertexArray(compiled.program.vao);
  textures.forEach((one, unit) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, one.texture);
    gl.uniform1i(compiled.textures[unit].sampler, unit);
    gl.uniform1i(compiled.textures[unit].width, one.width);
  });
  for (const [name, type, location] of compiled.uniforms) {
    if (type === 'float') gl.uniform1f(location, uniforms[name]);
    else if (type === 'uint') gl.uniform1ui(location, uniforms[name]);
    else gl.uniform1i(location, uniforms[name]);
  }
  gl.uniform1i(compiled.resultWidth, width);
  gpgpu.executeProgram();
}

function rendererOf(backend: MathBackendWebGL): Renderer {
  let renderer = renderers.get(backend);
  if (!renderer) {
    renderer = { programs: new Map(), framebuffers: new Map() };
    renderers.set(backend, renderer);
  }
  return renderer;
}

function framebufferFor(gl: WebGL2RenderingContext, renderer: Renderer, results: number): WebGLFramebuffer {
  const existing = renderer.framebuffers.get(results);
  if (existing) return existing;
  const framebuffer = gl.createFramebuffer();
  renderer.framebuffers.set(results, framebuffer);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.drawBuffers(Array.from({ length: results }, (_, i) => gl.COLOR_ATTACHMENT0 + i));
  return framebuffer;
}

function compile(backend: MathBackendWebGL, renderer: Renderer, program: RenderProgram): CompiledProgram {
  const { gpgpu } = backend;
  const gl = gpgpu.gl as WebGL2RenderingContext;
  const shader = gl.createShader(gl.FRAGMENT_SHADER);
  if (!shader) throw new Error('webgl: the context returned no shader; it may be lost');
  const source = [prelude, ...declarations(program), program.source()].join('\n');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new Error(`webgl: program ${program.key} does not compile: ${gl.getShaderInfoLog(shader)}`);
  }
  const linked = gpgpu.createProgram(shader);
  gpgpu.buildVao(linked);
  gl.deleteShader(shader);
  const compiled: CompiledProgram = {
    program: linked,
    textures: program.textures.map((name) => ({
      sampler: gl.getUniformLocation(linked, name),
      width: gl.getUniformLocation(linked, `${name}Width`),
    })),
    uniforms: Object.entries(program.uniforms).map(([name, type]) => [
      name,
      type,
      gl.getUniformLocation(linked, name),
    ]),
    resultWidth: gl.getUniformLocation(linked, 'resultWidth'),
  };
  renderer.programs.set(program.key, compiled);
  return compiled;
}

function declarations({ textures, uniforms, results }: RenderProgram): string[] {
  return [
    ...textures.map((name) => `uniform sampler2D ${name};\nuniform int ${name}Width;`),
    ...Object.entries(uniforms).map(([name, type]) => `uniform ${type} ${name};`),
    ...Array.from({ length: results }, (_, i) => `layout(location = ${i}) out vec4 result${i};`),
  ];
}
