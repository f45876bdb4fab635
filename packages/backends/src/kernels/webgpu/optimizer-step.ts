import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { gpuBackend, makeOutput } from '../../webgpu/gpu-backend';
import { elementFor, elementsIn, flatEntry, type Element, type Program } from '../../webgpu/program';
import { runProgram, workgroupsFor } from '../../webgpu/run-program';
import { AdamWUpdate, SgdUpdate } from '../added-kernels';
import type { AdamWAttributes, SgdAttributes } from '../any-backend/optimizer-step';

/** One AdamW step of one variable in one dispatch; stock operations need a dozen. */
export const adamWUpdateConfig: KernelConfig = {
  kernelName: AdamWUpdate,
  backendName: 'webgpu',
  kernelFunc(call) {
    const { value, gradient, m, v } = call.inputs as Record<string, TensorInfo>;
    const { stepSize, beta1, beta2, epsilon, keepRate } = call.attrs as unknown as AdamWAttributes;
    const backend = gpuBackend(call.backend);
    const next = [value, m, v].map(({ shape }) => makeOutput(backend, shape));
    const count = util.sizeFromShape(value.shape);
    const items = elementsIn(count);
    runProgram(backend, adamWProgram(elementFor(count)), {
      inputs: [value, gradient, m, v],
      outputs: next,
      uniforms: { items, stepSize, mRate: 1 - beta1, vRate: 1 - beta2, epsilon, keepRate },
      workgroups: workgroupsFor(items),
      varying: true,
    });
    return next;
  },
};

function adamWProgram(element: Element): Program {
  const inputs = ['value', 'gradient', 'm', 'v'];
  const outputs = ['nextValue', 'nextM', 'nextV'];
  return {
    key: `adamW ${element}`,
    inputs,
    outputs,
    elements: element,
    uniforms: {
      items: 'u32',
      stepSize: 'f32',
      mRate: 'f32',
      vRate: 'f32',
      epsilon: 'f32',
      keepRate: 'f32',
    },
    source: () => `${flatEntry}
  if (index >= uniforms.items) { return; }
  let g = gradient[index];
  let m1 = m[index] + uniforms.mRate * (g - m[index]);
  let v1 = v[index] + uniforms.vRate * (g * g - v[index]);
  nextM[index] = m1;
  nextV[index] = v1;
  nextValue[index] = uniforms.keepRate * value[index] - uniforms.stepSize * m1 / (sqrt(v1) + uniforms.epsilon);
}`,
  };
}

/** One SGD step of one variable, with or without momentum, in one dispatch. */
export const sgdUpdateConfig: KernelConfig = {
  kernelName: SgdUpdate,
  backendName: 'webgpu',
  kernelFunc(call) {
    const { value, gradient, velocity } = call.inputs as Record<string, TensorInfo> & {
      velocity?: TensorInfo;
    };
    const { learningRate, momentum, nesterov, keepRate } = call.attrs as unknown as SgdAttributes;
    const backend = gpuBackend(call.backend);
    const count = util.sizeFromShape(value.shape);
    const items = elementsIn(count);
    const next = (velocity ? [value, velocity] : [value]).map(({ shape }) => makeOutput(backend, shape));
    const kind = velocity ? (nesterov ? 'nesterov' : 'momentum') : 'plain';
    runProgram(backend, sgdProgram(kind, elementFor(count)), {
      inputs: velocity ? [value, gradient, velocity] : [value, gradient],
      outputs: next,
      uniforms: { items, learningRate, momentum, keepRate },
      workgroups: workgroupsFor(items),
      varying: true,
    });
    return next;
  },
};

type SgdKind = 'plain' | 'momentum' | 'nesterov';

function sgdProgram(kind: SgdKind, element: Element): Program {
  const inputs = ['value', 'gradient', ...(kind === 'plain' ? [] : ['velocity'])];
  const outputs = ['nextValue', ...(kind === 'plain' ? [] : ['nextVelocity'])];
  const steps: Record<SgdKind, string> = {
    plain: 'let change = step;',
    momentum: `let change = uniforms.momentum * velocity[index] + step;
  nextVelocity[index] = change;`,
    nesterov: `let speed = uniforms.momentum * velocity[index] + step;
  nextVelocity[index] = speed;
  let change = uniforms.momentum * speed + step;`,
  };
  return {
    key: `sgd ${kind} ${element}`,
    inputs,
    outputs,
    elements: element,
    uniforms: { items: 'u32', learningRate: 'f32', momentum: 'f32', keepRate: 'f32' },
    source: () => `${flatEntry}
  if (index >= uniforms.items) { return; }
  let step = -uniforms.learningRate * gradient[index];
  ${steps[kind]}
  nextValue[index] = uniforms.keepRate * value[index] + change;
}`,
  };
}
