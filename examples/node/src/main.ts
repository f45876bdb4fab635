import { enableProdMode } from '@tensorflow/tfjs-core';
import { reportFailure } from './failure';
import { buildProgram } from './program';
import { endWithoutReader } from './terminal/closed-output';

// Without it tfjs checks every result for NaN in some backends and advertises tfjs-node on the terminal.
enableProdMode();

endWithoutReader();
const program = buildProgram();
try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error, program.opts<{ debug?: boolean }>().debug ?? false);
}
