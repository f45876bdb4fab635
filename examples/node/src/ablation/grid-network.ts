import { requireOptions } from '@nin/checks';
import type { AnySpec } from '@nin/blocks';
import { chosenSpec, networkSpec, withOneByOneLayers } from '@nin/recipes';
import type { AblationPlan, GridPoint } from './ablation-plan';
import { withValueAt } from './with-value-at';

/** What a path may lead to. The rest of a network is as the data need it. */
interface Variable {
  mlpLayers: unknown;
  network: Pick<AnySpec, 'blocks'>;
  seed: number;
}

/**
 * Returns the network of a point: the one that the settings name, with the point's number of 1×1 layers if it has one, and then
 * its values at their paths. What the values are worth is not checked here.
 *
 * @param classes Default: as many as the network was described with.
 * @throws PathError or TypeError if a path leads nowhere.
 */
export function gridNetwork(
  { settings, kinds }: Pick<AblationPlan, 'settings' | 'kinds'>,
  point: GridPoint,
  classes?: number,
): AnySpec {
  const { mlpLayers = settings.mlpLayers } = point as { mlpLayers?: number };
  const whole =
    classes === undefined
      ? withOneByOneLayers(chosenSpec(settings.spec), mlpLayers, kinds)
      : networkSpec({ ...settings, mlpLayers }, classes, kinds);
  const variable: Variable = { mlpLayers, network: { blocks: whole.blocks }, seed: settings.seed };
  const { network } = Object.entries(point).reduce(withVariable, variable);
  return { ...whole, blocks: network.blocks };
}

function withVariable(data: Variable, [path, value]: [path: string, value: unknown]): Variable {
  const changed = withValueAt(data, path, value) as Variable;
  requireOptions('the experiment', changed, { mlpLayers: true, network: true, seed: true });
  requireOptions('network', changed.network, { blocks: true });
  return changed;
}
