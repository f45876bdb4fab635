import { serialization } from '@tensorflow/tfjs-core';

/** A layer class of tfjs-layers, as far as it is changed here. */
export interface LayerClass<Layer> {
  prototype: { call: CallOf<Layer> };
}

/** What a layer does with its inputs. */
export type CallOf<Layer> = (this: Layer, inputs: unknown, options: Record<string, unknown>) => unknown;

/** One layer of tfjs-layers whose `call` we wrap. */
export interface TrainingLayer {
  /** The name of its class in tfjs-layers. */
  className: string;
  /** Wraps the method, or gives undefined where tfjs-layers is not loaded. */
  install: () => { stays: () => boolean; undo: () => void } | undefined;
}

/**
 * Wraps the method `call` of a layer class. tfjs-layers registers its classes with tfjs-core, so they are found without
 * depending on it.
 */
export function wrapLayer<Layer>(
  className: string,
  wrap: (stock: CallOf<Layer>) => CallOf<Layer>,
): TrainingLayer {
  return {
    className,
    install() {
      const { classNameMap } = serialization.SerializationMap.getMap();
      const registered = classNameMap[className] as unknown as [LayerClass<Layer>] | undefined;
      const prototype = registered?.[0].prototype;
      if (!prototype) return undefined;
      const inherited = !Object.hasOwn(prototype, 'call');
      const stock = prototype.call;
      const ours = wrap(stock);
      prototype.call = ours;
      return {
        // One that was wrapped once more still calls ours.
        stays: () => true,
        undo() {
          // Whoever wrapped it after us keeps his wrapper.
          if (prototype.call !== ours) return;
          if (inherited) Reflect.deleteProperty(prototype, 'call');
          else prototype.call = stock;
        },
      };
    },
  };
}
