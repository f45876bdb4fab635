export type { BlockSample } from './subject';
export { testBlockKind, type RegisterTest, type TestBlockKindOptions } from './test-block-kind';
