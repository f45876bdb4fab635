import { flatEntry, type Element, type Program } from '../../../webgpu/program';
import { afterBlock, slabOfRows } from '../sum';

/** Mean and sum of squared deviations of each slab, computed relative to the slab's first row, so that no digits cancel. */
export function slabMomentsProgram(element: Element): Program {
  return {
    key: `moments of slabs ${element}`,
    inputs: ['x'],
    outputs: ['means', 'squares'],
    elements: element,
    uniforms: { items: 'u32', rows: 'u32', slab: 'u32' },
    source: () => `${flatEntry}${slabOfRows}
  let origin = x[first * uniforms.items + item];
  var sum = ${element}();
  var square = ${element}();
  for (var row = first + 1u; row < last; row++) {
    let distance = x[row * uniforms.items + item] - origin;
    sum += distance;
    square += distance * distance;
  }
  let mean = sum / f32(last - first);
  means[index] = origin + mean;
  squares[index] = square - sum * mean;
}`,
  };
}

/** Merges the moments of slabs (Chan, Golub & LeVeque 1979) and updates the moving averages. */
export function momentsProgram(element: Element): Program {
  const inputs = ['means', 'squares', 'movingMean', 'movingVariance'];
  const outputs = ['mean', 'variance', 'nextMean', 'nextVariance'];
  return {
    key: `moments ${element}`,
    inputs,
    outputs,
    elements: element,
    uniforms: { items: 'u32', rows: 'u32', slab: 'u32', slabs: 'u32', rate: 'f32' },
    source: () => `${flatEntry}
  if (index >= uniforms.items) { return; }
  var sum = ${element}();
  for (var i = 0u; i < uniforms.slabs; i++) {
    let rows = min(uniforms.slab, uniforms.rows - i * uniforms.slab);
    sum += (means[i * uniforms.items + index] - means[index]) * f32(rows);
  }
  let average = means[index] + sum / f32(uniforms.rows);
  var square = ${element}();
  for (var i = 0u; i < uniforms.slabs; i++) {
    let rows = min(uniforms.slab, uniforms.rows - i * uniforms.slab);
    let distance = means[i * uniforms.items + index] - average;
    square += squares[i * uniforms.items + index] + distance * distance * f32(rows);
  }
  let spread = square / f32(uniforms.rows);
  mean[index] = average;
  variance[index] = spread;
  nextMean[index] = movingMean[index] + uniforms.rate * (average - movingMean[index]);
  nextVariance[index] = movingVariance[index] + uniforms.rate * (spread - movingVariance[index]);
}`,
  };
}

export function normalizeProgram(element: Element): Program {
  const inputs = ['x', 'mean', 'variance', 'scale', 'offset'];
  return {
    key: `normalize ${element}`,
    inputs,
    outputs: ['y'],
    elements: element,
    uniforms: { items: 'u32', count: 'u32', epsilon: 'f32' },
    source: () => `${flatEntry}
  if (index >= uniforms.count) { return; }
  let item = index % uniforms.items;
  let factor = scale[item] / sqrt(variance[item] + uniforms.epsilon);
  y[index] = (x[index] - mean[item]) * factor + offset[item];
}`,
  };
}

function batchNormProgram(
  name: string,
  element: Element,
  inputs: readonly string[],
  outputs: readonly string[],
  uniforms: Program['uniforms'],
  body: string,
): Program {
  return {
    key: `${name} ${element}`,
    inputs,
    outputs,
    elements: element,
    uniforms,
    source: () => `${flatEntry}${body}}`,
  };
}

/** Σ dy and Σ dy · (x − mean) of each slab. */
export function slabSumsProgram(element: Element): Program {
  return batchNormProgram(
    'batch norm backprop, slabs',
    element,
    ['x', 'dy', 'mean'],
    ['errors', 'products'],
    { items: 'u32', rows: 'u32', slab: 'u32' },
    `${slabOfRows}
  let center = mean[item];
  var error = ${element}();
  var product = ${element}();
  var errorOfBlock = ${element}();
  var productOfBlock = ${element}();
  for (var row = first; row < last; row++) {
    let at = row * uniforms.items + item;
    errorOfBlock += dy[at];
    productOfBlock += dy[at] * (x[at] - center);
    ${afterBlock('row', ['error', 'product'], element)}
  }
  errors[index] = error + errorOfBlock;
  products[index] = product + productOfBlock;
`,
  );
}

export function totalsProgram(element: Element): Program {
  return batchNormProgram(
    'batch norm backprop, totals',
    element,
    ['errors', 'products', 'variance'],
    ['dScale', 'dOffset'],
    { items: 'u32', slabs: 'u32', epsilon: 'f32' },
    `
  if (index >= uniforms.items) { return; }
  var error = ${element}();
  var product = ${element}();
  var errorOfBlock = ${element}();
  var productOfBlock = ${element}();
  for (var i = 0u; i < uniforms.slabs; i++) {
    errorOfBlock += errors[i * uniforms.items + index];
    productOfBlock += products[i * uniforms.items + index];
    ${afterBlock('i', ['error', 'product'], element)}
  }
  dOffset[index] = error + errorOfBlock;
  dScale[index] = (product + productOfBlock) / sqrt(variance[index] + uniforms.epsilon);
`,
  );
}

export function backpropProgram(element: Element): Program {
  return batchNormProgram(
    'batch norm backprop',
    element,
    ['x', 'dy', 'scale', 'mean', 'variance', 'dScale', 'dOffset'],
    ['dx'],
    { items: 'u32', count: 'u32', share: 'f32', epsilon: 'f32' },
    `
  if (index >= uniforms.count) { return; }
  let item = index % uniforms.items;
  let r = 1.0 / sqrt(variance[item] + uniforms.epsilon);
  let normal = (x[index] - mean[item]) * r;
  let drift = (dOffset[item] + normal * dScale[item]) * uniforms.share;
  dx[index] = scale[item] * r * (dy[index] - drift);
`,
  );
}
