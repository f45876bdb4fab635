import type { EpochReport } from './epoch-report';

/**
 * A training, consumed per epoch or as a whole.
 *
 * `for await` yields one report per epoch; `await` trains to the end and returns all reports. Training starts with the first
 * of these, and both may be mixed. An `async` function that returns a `TrainingRun` waits for its end, as with any promise:
 * return it inside an object to avoid that.
 */
export interface TrainingRun
  extends AsyncGenerator<EpochReport, void, undefined>, PromiseLike<EpochReport[]> {}

/** Wraps a generator of epoch reports as a {@link TrainingRun}. */
export function trainingRun(epochs: AsyncGenerator<EpochReport, void, undefined>): TrainingRun {
  const reports: EpochReport[] = [];
  let failure: { reason: unknown } | undefined;
  let whole: Promise<EpochReport[]> | undefined;

  async function* recorded(): AsyncGenerator<EpochReport, void, undefined> {
    try {
      for await (const report of epochs) {
        reports.push(report);
        yield report;
      }
    } catch (reason) {
      failure = { reason };
      throw reason;
    }
  }

  const generator = recorded();

  async function finish(): Promise<EpochReport[]> {
    while (!(await generator.next()).done);
    if (failure) throw failure.reason;
    return reports;
  }

  return Object.assign(generator, {
    then: ((fulfilled, rejected) => (whole ??= finish()).then(fulfilled, rejected)) as PromiseLike<
      EpochReport[]
    >['then'],
  });
}
