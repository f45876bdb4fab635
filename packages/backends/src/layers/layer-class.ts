import { serialization } from '@tensorflow/tfjs-core';

/** What a layer does with its inputs. */
export type CallOf<Layer> = (this: Layer, inputs: unknown, options: Record<string, unknown>) => unknown;

/** One class of tfjs-layers of which we wrap a method. */
export interface TrainingLayer {
  /** The name of its class in tfjs-layers. */
  className: string;
  /** Wraps the method, or gives undefined where tfjs-layers is not loaded. */
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
 * Wraps a method of a class of tfjs-layers, which registers its classes with tfjs-core: they are found without depending
 * on it.
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
        // One that was wrapped once more still calls ours.
        stays: () => true,
        undo() {
          // Whoever wrapped it after us keeps his wrapper.
          if (prototype[name] !== ours) return;
          if (inherited) Reflect.deleteProperty(prototype, name);
          else prototype[name] = stock;
        },
      };
    },
  };
}
