import { LayersModel, Sequential, type layers } from '@tensorflow/tfjs-layers';
import { outputShapes } from './output-shapes';

/** One use of a layer in a network. Shapes are per image, without the batch dimension. */
export interface LayerCall {
  layer: layers.Layer;
  inputs: number[][];
  outputs: number[][];
  /** Inner calls, if the layer is itself a model. */
  inner: LayerCall[];
}

/** The uses of the layers of a model, starting at its input, and its output shapes. */
export interface ModelCalls {
  calls: LayerCall[];
  outputs: number[][];
}

/**
 * Infers shapes through a model, layer by layer, without a tensor.
 *
 * @param inputs one shape per input of the model, without the batch dimension.
 * @throws RangeError if the number of inputs is wrong, or a layer cannot accept its input shape.
 */
export function modelCalls(where: string, model: LayersModel, inputs: number[][]): ModelCalls {
  if (inputs.length !== model.inputs.length) {
    throw new RangeError(
      `${where}: inputShape must have a shape for each of the ${model.inputs.length} inputs of the model, got ${inputs.length}`,
    );
  }
  // The private graph of a Sequential inlines a nested first model, so its list of layers is used instead.
  return model instanceof Sequential ? chainCalls(where, model, inputs) : graphCalls(where, model, inputs);
}

function chainCalls(where: string, model: Sequential, inputs: number[][]): ModelCalls {
  const calls: LayerCall[] = [];
  for (const layer of model.layers) {
    calls.push(layerCall(where, layer, calls.at(-1)?.outputs ?? inputs));
  }
  return { calls, outputs: calls.at(-1)?.outputs ?? inputs };
}

function graphCalls(where: string, model: LayersModel, inputs: number[][]): ModelCalls {
  const calls: LayerCall[] = [];
  const shapes = new Map<string, number[]>();
  const shapeOf = (layer: layers.Layer, node: number, tensor: number): number[] => {
    const shape = shapes.get(key(layer, node, tensor));
    if (!shape) throw new Error(`${where}: layer ${layer.name} has no input`);
    return shape;
  };
  const depths = Object.keys(model.nodesByDepth).map(Number);
  for (const depth of depths.sort((a, b) => b - a)) {
    for (const node of model.nodesByDepth[depth] ?? []) {
      const layer = node.outboundLayer;
      const source = model.inputLayers.indexOf(layer);
      const received =
        source >= 0
          ? [inputs[source] ?? []]
          : node.inboundLayers.map((from, i) =>
              shapeOf(from, node.nodeIndices[i] ?? 0, node.tensorIndices[i] ?? 0),
            );
      const call = layerCall(where, layer, received);
      call.outputs.forEach((shape, i) => shapes.set(key(layer, layer.inboundNodes.indexOf(node), i), shape));
      calls.push(call);
    }
  }
  const outputs = model.outputLayers.map((layer, i) =>
    shapeOf(layer, model.outputLayersNodeIndices[i] ?? 0, model.outputLayersTensorIndices[i] ?? 0),
  );
  return { calls, outputs };
}

/** Returns the use of a layer with the given input shapes. */
export function layerCall(where: string, layer: layers.Layer, inputs: number[][]): LayerCall {
  if (layer instanceof LayersModel) {
    const { calls, outputs } = modelCalls(where, layer, inputs);
    return { layer, inputs, outputs, inner: calls };
  }
  return { layer, inputs, outputs: outputShapes(where, layer, inputs), inner: [] };
}

function key(layer: layers.Layer, node: number, tensor: number): string {
  return `${layer.id}:${node}:${tensor}`;
}
