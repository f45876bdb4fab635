import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import type { NetworkSettings } from './npm-configuration';
import { StallError } from './require-rate';

/** How long a server may stay silent, in milliseconds. */
export interface Timeouts {
  connect: number;
  headers: number;
  /** Between two chunks of a body. */
  body: number;
  /** Until the head of the last answer is whole: redirects included, whose bodies may have no end. */
  answer: number;
}

export const defaultTimeouts: Timeouts = {
  connect: 10_000,
  headers: 30_000,
  body: 30_000,
  answer: 60_000,
};

export interface HttpResponse {
  headers: Record<string, string | string[] | undefined>;
  status: number;
  body: Readable;
}

/** GET requests that follow redirects, proxies and the machine's certificates, and never wait forever. */
export interface HttpClient {
  /**
   * @throws HttpStatusError unless the status is 2xx or one of `accept`.
   * @throws StallError if no answer comes in time.
   */
  get(url: string, options: GetOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

export interface GetOptions {
  headers?: Record<string, string>;
  accept?: readonly number[];
  signal?: AbortSignal;
}

/** An answer that is none. */
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
      const late = new AbortController();
      const timer = setTimeout(
        () => late.abort(new StallError(`no answer in ${timeouts.answer / 1000} s`)),
        timeouts.answer,
      );
      const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
      const {
        statusCode,
        headers: answered,
        body,
      } = await request(url, { dispatcher, headers, signal: either }).finally(() => clearTimeout(timer));
      if ((statusCode < 200 || statusCode > 299) && !accept.includes(statusCode)) {
        discard(body);
        throw new HttpStatusError(statusCode, url);
      }
      return { status: statusCode, headers: answered, body };
    },
    close: () => agent.destroy(),
  };
}

/** Hangs up on a body nobody wants. */
export function discard(body: Readable): void {
  body.on('error', () => undefined);
  body.destroy();
}

/** Naming certificates replaces Node's own and those of NODE_EXTRA_CA_CERTS, so they are named again. */
function trustedCertificates(ca: string[] | undefined): string[] | undefined {
  if (ca === undefined) return undefined;
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  return [...rootCertificates, ...ca, ...(extra ? [readFileSync(extra, 'utf8')] : [])];
}
