import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, packedOutput, textureOf, zeros } from '../../../webgl/packed-tensor';
import { render, type RenderProgram, type UniformType } from '../../../webgl/render-program';

/** An elementwise operation on tensors of one shape. */
export interface Elementwise {
  key: string;
  /** Names of the input tensors; each is a `vec4` in the body. */
  inputs: readonly string[];
  uniforms: Readonly<Record<string, UniformType>>;
  results: number;
  /** GLSL statements that set `result0` and so on. `texel` is the texel number in the tensor. */
  body: string;
  /** GLSL functions that the body calls. */
  functions?: string;
}

/** Applies an operation to tensors of one shape, four numbers at a time, with all results in one pass. */
export function elementwise(
  backend: MathBackendWebGL,
  operation: Elementwise,
  tensors: readonly TensorInfo[],
  uniforms: Readonly<Record<string, number>>,
): TensorInfo[] {
  const { shape } = tensors[0];
  const indices = Array.from({ length: operation.results }, (_, i) => i);
  if (util.sizeFromShape(shape) === 0) return indices.map(() => zeros(backend, shape));
  const inputs = packedInputs(backend, tensors);
  const results = indices.map(() => packedOutput(backend, shape));
  const targets = results.map((result) => textureOf(backend, result));
  const aligned = inputs.textures.every(({ width }) => width === targets[0].width);
  render(backend, programOf(operation, aligned), inputs.textures, uniforms, targets);
  inputs.release();
  return results;
}

function programOf(
  { key, inputs, uniforms, results, body, functions }: Elementwise,
  aligned: boolean,
): RenderProgram {
  const place = (name: string) => (aligned ? 'ivec2(gl_FragCoord.xy)' : `placeOf(texel, ${name}Width)`);
  return {
    key: `${key},${aligned}`,
    textures: inputs.map((name) => `${name}s`),
    uniforms,
    results,
    source: () => `
${functions ?? ''}
void main() {
  int texel = int(gl_FragCoord.y) * resultWidth + int(gl_FragCoord.x);
  ${inputs.map((name) => `vec4 ${name} = texelFetch(${name}s, ${place(`${name}s`)}, 0);`).join('\n  ')}
  ${body}
}`,
  };
}
