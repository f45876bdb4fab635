import type { Dataset } from '../dataset';
import type { MinimumRate } from '../minimum-rate';
import type { OnProgress } from '../progress';
import type { HttpClient } from './http-client';
import type { NpmConfiguration } from './npm-configuration';

/** What a source works with. */
export interface SourceContext {
  dataset: Dataset;
  /** An empty folder, for the official binary files. */
  staging: string;
  /** Where the archive is kept while it comes. */
  archive: string;
  npm: NpmConfiguration;
  http: HttpClient;
  report: OnProgress;
  signal?: AbortSignal;
  retryDelaysMs: readonly number[];
  rate: MinimumRate;
}

/** Somewhere on the network that has a data set. */
export interface Source {
  /** The value of the option `source` that picks it. */
  id: string;
  /** What it is called in messages. */
  title: string;
  /** What its archive is called in the cache. */
  archiveName: string;
  /** How much room it takes on the disk at most, in bytes. */
  diskBytes: number;
  /** Puts the data set's files into `staging`. */
  prepare(context: SourceContext): Promise<void>;
}
