export { makeFolder, syncFile, syncFolder } from './durable-paths';
export { isLeftover, removeFiles, replaceDurably, writeDurably, type ReplaceOptions } from './durable-writes';
export { nodeModules, type NodeModules } from './node-modules';
