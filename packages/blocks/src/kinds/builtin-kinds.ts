import { maxoutNinKind } from './maxout-nin';
import { ninKind } from './nin';
import { residualNinKind } from './residual-nin';
import { seNinKind } from './se-nin';
import { separableNinKind } from './separable-nin';

/** Kinds of block in this package. */
export const builtinKinds = [ninKind, residualNinKind, separableNinKind, seNinKind, maxoutNinKind] as const;
