import { LayersModel, Sequential, type layers } from '@tensorflow/tfjs-layers';
import { outputShapes } from './output-shapes';

/** One use of a layer in a network. Shapes are of one image, without the batch dimension. */
export interface LayerCall {
  layer: layers.Layer;
  inputs: number[][];
  outputs: number[][];
  /** The calls inside, if the layer is itself a model. */
  inner: LayerCall[];
}

/** The uses of a model's layers, from its input on, and the shapes the model gives. */
export interface ModelCalls {
  calls: LayerCall[];
  outputs: number[][];
}

/**
 * Follows shapes through a model, layer by layer, without a tensor.
 *
 * @param inputs One shape for each input of the model, without the batch dimension.
 * @throws RangeError if the number of inputs is another, or a layer cannot take the shape it gets.
 */
export function modelCalls(where: string, model: LayersModel, inputs: number[][]): ModelCalls {
  if (inputs.length !== model.inputs.length) {
    throw new RangeError(
      `${where}: inputShape must give a shape for each of the model's ${model.inputs.length} inputs, got ${inputs.length}`,
    );
  }
  // A Sequential keeps its graph in a private model that inlines a nested first model, so its list of layers is followed.
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
    if (!shape) throw new Error(`${where}: nothing leads to layer ${layer.name}`);
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

/** What a layer makes of inputs of the given shapes. */
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
