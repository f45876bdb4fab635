import { testLargeProducts } from './large-products';
import { describeOnWasm } from './on-wasm';

describeOnWasm('large products', testLargeProducts);
