export { makeFolder, syncFile, syncFolder } from './durable-paths';
export { nodeModules, type NodeModules } from './node-modules';
export { removeFiles } from './remove-files';
export { isLeftover, replaceDurably, type ReplaceOptions } from './replace-durably';
export { writeDurably } from './write-durably';
