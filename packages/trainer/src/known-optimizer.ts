import { serialization, type io } from '@tensorflow/tfjs-core';
import { oneLine } from './model-file-error';

/**
 * Refuses a model saved with an optimizer whose class nobody has registered: tfjs would say "Unknown layer: NinAdamW".
 *
 * @param file what the model was read from.
 * @param where the function that reports it.
 * @throws TypeError with what to call first.
 */
export function requireKnownOptimizer(
  file: string,
  { trainingConfig }: io.ModelArtifacts,
  where = 'fileSystem',
): void {
  const { class_name: name } = (trainingConfig?.optimizer_config ?? {}) as { class_name?: unknown };
  const { classNameMap } = serialization.SerializationMap.getMap();
  if (typeof name !== 'string' || Object.hasOwn(classNameMap, name)) return;
  const remedy = name.startsWith('Nin')
    ? 'registerOptimizers() of @nin/optimizers'
    : 'tf.serialization.registerClass() with it';
  throw new TypeError(
    `${where}: the optimizer that ${file} was saved with must be registered, got ${oneLine(name)}: call ${remedy} before loading`,
  );
}
