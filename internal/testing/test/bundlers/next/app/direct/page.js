import { createElement } from 'react';
import Trainer from '../trainer.js';

/** Rendered on the server as well, so that the server's bundle has the package too. */
export default function Page() {
  return createElement(Trainer);
}
