import { serialization, type io } from '@tensorflow/tfjs-core';
import { oneLine } from './model-file-error';

/**
 * Checks that the optimizer with which a model was saved is registered: tfjs would report "Unknown layer: NinAdamW".
 *
 * @param file file or URL of the model.
 * @param where public function that reports the error.
 * @throws TypeError that names the call that registers it.
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
