/**
 * The npm packages that fill the cache. The build bundles them into `dist/node/third-party.cjs`, so that installing this
 * package installs none of them, and Node loads them only when something is downloaded: undici sets its global dispatcher
 * when it is imported, and proper-lockfile listens for signals.
 */
export { default as NpmConfig } from '@npmcli/config';
export { default as npmDefinitions } from '@npmcli/config/lib/definitions/index.js';
export { decode as decodePng } from 'fast-png';
export { lock } from 'proper-lockfile';
export { EnvHttpProxyAgent, interceptors, request } from 'undici';
