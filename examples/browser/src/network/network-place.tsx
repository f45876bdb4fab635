import { BlockEditor } from './block-editor';
import { CostFigures } from './cost-figures';
import { Drawing } from './drawing';
import { InputShape } from './input-shape';
import { LayerTable } from './layer-table';
import { networkText } from './network-text';
import { PerceptronCheck } from './perceptron-check';
import { StartFrom } from './start-from';
import './network.css';

/** The tab where a network is chosen and changed, with its picture and its costs. */
export function NetworkPlace() {
  const words = networkText();
  return (
    <>
      <div class="place-head">
        <h2>{words.title}</h2>
        <p class="muted">{words.lead}</p>
      </div>
      <StartFrom />
      <div class="workbench">
        <CostFigures />
        <Drawing />
        <InputShape />
        <BlockEditor />
        <LayerTable />
      </div>
      <PerceptronCheck />
    </>
  );
}
