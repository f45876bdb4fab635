export type { Activation } from './activation';
export { d2lSpec } from './d2l-spec';
export { diagram, type DiagramOptions } from './diagram';
export type { DiagramTheme } from './diagram-paint';
export { formatProfile } from './format-profile';
export type { KernelInitializer } from './kernel-initializer';
export { layerShapes, type LayerShape } from './layer-shapes';
export type { LayerProfile } from './layer-profile';
export type { InputShape } from './model-inputs';
export { modernSpec } from './modern-spec';
export type { Network } from './network';
export { nin, type NinOptions } from './nin';
export { ninBlock, type NinBlockOptions } from './nin-block';
export type { BatchNormOptions, BlockOptions, BlockSpec, NinSpec, PoolSpec } from './nin-spec';
export { paperSpec } from './paper-spec';
export {
  profile,
  type Profile,
  type ProfileOptions,
  type ProfileTotals,
  type TrainingMemory,
} from './profile';
export { lectureSpec } from './lecture-spec';
export { tinySpec } from './tiny-spec';
export { withClasses } from './with-classes';
export { withInputShape } from './with-input-shape';
export { withMlpLayers } from './with-mlp-layers';
export { withWidth } from './with-width';
