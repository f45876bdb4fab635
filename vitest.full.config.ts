import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';
import { fullProjects } from './vitest.workspace.ts';

/** The tests that are too long, or need too much, for `npm test`. */
export default defineConfig({ test: { ...config.test, projects: fullProjects } });
