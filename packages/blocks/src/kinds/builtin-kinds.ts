import { ninKind } from './nin';

/** The kinds of block of this package. */
export const builtinKinds = [ninKind] as const;
