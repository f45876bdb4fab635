import { serialization } from '@tensorflow/tfjs-core';

/** The type of a layer's `call` method. */
export type CallOf<Layer> = (this: Layer, inputs: unknown, options: Record<string, unknown>) => unknown;

/** A class of tfjs-layers with a wrapped method. */
export interface TrainingLayer {
  /** The class name in tfjs-layers. */
  className: string;
  /** Wraps the method; returns undefined if tfjs-layers is not loaded. */
  install: () => { stays: () => boolean; undo: () => void } | undefined;
}

/** Wraps the method `call` of a layer class. */
export function wrapLayer<Layer>(
  className: string,
  wrap: (stock: CallOf<Layer>) => CallOf<Layer>,
): TrainingLayer {
  return wrapMethod(className, 'call', wrap);
}

/**
 * Wraps a method of a tfjs-layers class. tfjs-layers registers its classes with tfjs-core, so no dependency on tfjs-layers
 * is needed.
 */
export function wrapMethod<Method>(
  className: string,
  name: string,
  wrap: (stock: Method) => Method,
): TrainingLayer {
  return {
    className,
    install() {
      const { classNameMap } = serialization.SerializationMap.getMap();
      const registered = classNameMap[className] as unknown as
        [{ prototype: Record<string, Method> }] | undefined;
      const prototype = registered?.[0].prototype;
      if (!prototype) return undefined;
      const inherited = !Object.hasOwn(prototype, name);
      const stock = prototype[name];
      const ours = wrap(stock);
      prototype[name] = ours;
      return {
        // A method that was wrapped again still calls this wrapper.
        stays: () => true,
        undo() {
          // A later wrapper by other code stays.
          if (prototype[name] !== ours) return;
          if (inherited) Reflect.deleteProperty(prototype, name);
          else prototype[name] = stock;
        },
      };
    },
  };
}
