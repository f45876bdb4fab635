import type { Contender } from '../contenders/contender';
import type { ProductTimes } from './measurement';
import { takeSamples } from './take-samples';

const pace = { warmUp: 3, atLeast: 5, atMost: 5, seconds: 0 };

/** Does something, and times products of matrices before and after it. */
export async function betweenProducts<T>(
  { multiply, productSize }: Contender,
  measure: () => Promise<T>,
): Promise<{ result: T; product: ProductTimes }> {
  const before = await takeSamples(multiply, pace);
  const result = await measure();
  const after = await takeSamples(multiply, pace);
  return { result, product: { size: productSize, before, after } };
}
