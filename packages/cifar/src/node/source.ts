import type { Dataset } from '../dataset';
import type { MinimumRate } from '../minimum-rate';
import type { OnProgress } from '../progress';
import type { HttpClient } from './http-client';
import type { NpmConfiguration } from './npm-configuration';

/** Arguments of {@link Source.prepare}. */
export interface SourceContext {
  dataset: Dataset;
  /** An empty folder, for the official binary files. */
  staging: string;
  /** Path of the archive while it is downloaded. */
  archive: string;
  npm: NpmConfiguration;
  http: HttpClient;
  report: OnProgress;
  signal?: AbortSignal;
  retryDelaysMs: readonly number[];
  rate: MinimumRate;
}

/** A place on the network that has a data set. */
export interface Source {
  /** Value of the option `source` that selects this source. */
  id: string;
  /** Name in messages. */
  title: string;
  /** File name of its archive in the cache. */
  archiveName: string;
  /** Maximum disk space in bytes. */
  diskBytes: number;
  /** Writes the files of the data set to `staging`. */
  prepare(context: SourceContext): Promise<void>;
}
