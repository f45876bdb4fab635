export { expectClose, relativeError } from './closeness';
export { describeEachBackend, testedBackends } from './each-backend';
export { expectShown } from './expect-shown';
export { checkGradient, type GradientCheckOptions } from './gradient-check';
export { expectNoLeak } from './leak-guard';
export { testMisuse, type WorkingCall } from './misuse';
export { randomValues, seededRandom } from './random';
