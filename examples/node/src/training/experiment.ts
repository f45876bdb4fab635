import { checkpointSpecName } from '@nin/recipes';
import type { Run } from './run-parts';
import { describeData } from './set-up';

/**
 * All that decides the training of a run, as JSON can hold it. The backend, where the data and the network lie and the versions
 * of the machine do not.
 */
export function experimentOf({
  settings,
  session,
  data,
}: Pick<Run, 'settings' | 'session' | 'data'>): object {
  const spec = typeof settings.spec === 'string' ? checkpointSpecName(settings.spec) : settings.spec;
  // JSON leaves out what is undefined.
  return {
    settings: { ...settings, spec, specFile: undefined, backend: undefined, data: undefined },
    network: session.spec,
    data: describeData(data),
  };
}
