import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** The types of the uniforms our programs have. */
export type UniformType = 'int' | 'uint' | 'float';

/** A fragment program that renders to several textures at once, as programs of tfjs cannot. */
export interface RenderProgram {
  /** Names the source: programs of the same key are compiled once. Sizes that change between batches are no part of it. */
  key: string;
  /** Names of the textures it reads. Each also has the uniform `<name>Width`, in texels. */
  textures: readonly string[];
  uniforms: Readonly<Record<string, UniformType>>;
  /** How many textures it writes: `result0`, `result1` and so on, four numbers each; `resultWidth` texels in a row. */
  results: number;
  /** The body: functions and `main`. Called once for each key. */
  source: () => string;
}

/** A texture with four numbers a texel. */
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
  /** By the number of results. */
  framebuffers: Map<number, WebGLFramebuffer>;
}

const renderers = new WeakMap<MathBackendWebGL, Renderer>();

/**
 * What all programs begin with. Tensors lie in textures texel by texel, row by row; the width of a texture has nothing
 * to do with the tensor's shape, so places are counted through and `placeOf` says where that is.
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

// The place some texels on: 'step' is the place that far from the first texel. Without a branch: drivers that compile
// for processors take minutes over programs with many.
ivec2 advance(ivec2 place, ivec2 step, int width) {
  place += step;
  return place + int(place.x >= width) * ivec2(-width, 1);
}
`;

/** Runs a program: fills the first `width` × `height` texels of each of the results. */
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
  if (!shader) throw new Error('webgl: the context gives no shader; it may be lost');
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
