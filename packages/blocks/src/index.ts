export type { Activation } from './activation';
export { checkSpec } from './plan-spec';
export type { KindOptions } from './check-spec';
export {
  defineBlock,
  type BlockContext,
  type BlockDefinition,
  type BlockKind,
  type FieldProblem,
  type Fields,
  type LayerUse,
  type Options,
} from './define-block';
export type { BranchStep, DiagramStep, LayerStep } from './diagram/block-steps';
export { describeDiagram, type DiagramData, type DiagramStage } from './diagram/describe-diagram';
export { diagram, type DiagramOptions } from './diagram/diagram';
export type { DiagramWords, StepWords } from './diagram/diagram-words';
export type { DiagramTheme } from './diagram/paint';
export { formatProfile } from './format-profile';
export type { Branches, LayerGraph } from './graph/layer-graph';
export type { LayerProfile } from './graph/layer-profile';
export type { KernelInitializer } from './kernel-initializer';
export { builtinKinds } from './kinds/builtin-kinds';
export { layerShapes, type LayerShape } from './layer-shapes';
export type { InputShape, Network } from './network';
export { nin, type NinOptions } from './nin';
export { ninBlock, type NinBlockOptions } from './nin-block';
export type { Problem } from './problem';
export {
  profile,
  type Profile,
  type ProfileOptions,
  type ProfileTotals,
  type TrainingMemory,
} from './profile';
export type {
  AnyBlock,
  AnySpec,
  BlockEnd,
  BlockOf,
  BlockSpec,
  BuiltinKind,
  NinBlock,
  NinSpec,
  PoolSpec,
} from './spec';
export { d2lSpec } from './specs/d2l-spec';
export { lectureSpec } from './specs/lecture-spec';
export { modernSpec } from './specs/modern-spec';
export { paperSpec } from './specs/paper-spec';
export { tinySpec } from './specs/tiny-spec';
export { withClasses } from './with-classes';
export { withInputShape } from './with-input-shape';
export { withMlpLayers } from './with-mlp-layers';
export { withWidth } from './with-width';
