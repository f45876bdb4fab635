/** Runs the tests of one file in a process of its own: `node run-check.js FILE EVERY`; prints their outcomes as JSON. */
import { pathToFileURL } from 'node:url';
import { runRegistered } from '../checks/registry';

const [file, every] = process.argv.slice(2);
await import(pathToFileURL(file).href);
const outcomes = await runRegistered({ every: Number(every) });
process.stdout.write(JSON.stringify(outcomes), () => process.exit());
