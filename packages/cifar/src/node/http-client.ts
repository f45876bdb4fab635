import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import type { NetworkSettings } from './npm-configuration';
import { StallError } from './require-rate';

/** Timeouts in milliseconds. */
export interface Timeouts {
  connect: number;
  headers: number;
  /** Between two chunks of a body. */
  body: number;
  /** Until the headers of the final response are complete, redirects included. */
  response: number;
}

export const defaultTimeouts: Timeouts = {
  connect: 10_000,
  headers: 30_000,
  body: 30_000,
  response: 60_000,
};

export interface HttpResponse {
  headers: Record<string, string | string[] | undefined>;
  status: number;
  body: Readable;
}

/** Makes GET requests that follow redirects and use proxies, the certificates of the machine and timeouts. */
export interface HttpClient {
  /**
   * @throws HttpStatusError unless the status is 2xx or one of `accept`.
   * @throws StallError if there is no response in time.
   */
  get(url: string, options: GetOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

export interface GetOptions {
  headers?: Record<string, string>;
  accept?: readonly number[];
  signal?: AbortSignal;
}

/** Thrown for a non-2xx response. */
export class HttpStatusError extends Error {
  constructor(
    readonly status: number,
    url: string,
  ) {
    super(`HTTP ${status} for ${withoutCredentials(url)}`);
  }
}

function withoutCredentials(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

const maxRedirections = 5;

export async function createHttpClient(network: NetworkSettings, timeouts: Timeouts): Promise<HttpClient> {
  const { EnvHttpProxyAgent, interceptors, request } = await import('./third-party');
  const { httpProxy, httpsProxy, noProxy } = network;
  const tls = { ca: trustedCertificates(network.ca), rejectUnauthorized: network.strictSsl ?? true };
  const agent = new EnvHttpProxyAgent({
    httpProxy,
    httpsProxy,
    noProxy,
    connect: { ...tls, timeout: timeouts.connect },
    requestTls: { ...tls, timeout: timeouts.connect },
    proxyTls: { ...tls, timeout: timeouts.connect },
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.body,
  });
  const dispatcher = agent.compose(interceptors.redirect({ maxRedirections }));
  return {
    async get(url, { headers = {}, accept = [], signal }) {
      const timeout = new AbortController();
      const timer = setTimeout(
        () => timeout.abort(new StallError(`no response in ${timeouts.response / 1000} s`)),
        timeouts.response,
      );
      const either = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
      const {
        statusCode,
        headers: responseHeaders,
        body,
      } = await request(url, { dispatcher, headers, signal: either }).finally(() => clearTimeout(timer));
      if ((statusCode < 200 || statusCode > 299) && !accept.includes(statusCode)) {
        discard(body);
        throw new HttpStatusError(statusCode, url);
      }
      return { status: statusCode, headers: responseHeaders, body };
    },
    close: () => agent.destroy(),
  };
}

/** Closes the connection of a body that is not needed. */
export function discard(body: Readable): void {
  body.on('error', () => undefined);
  body.destroy();
}

/** Returns the certificates to trust. Passing `ca` replaces those of Node and NODE_EXTRA_CA_CERTS, so these are added again. */
function trustedCertificates(ca: string[] | undefined): string[] | undefined {
  if (ca === undefined) return undefined;
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  return [...rootCertificates, ...ca, ...(extra ? [readFileSync(extra, 'utf8')] : [])];
}
