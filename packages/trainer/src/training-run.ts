import type { EpochReport } from './epoch-report';

/**
 * A training, epoch by epoch or as a whole.
 *
 * `for await` gives a report per epoch. `await` trains to the end and gives all reports. Nothing runs before one or the
 * other asks; both may be mixed. As with any promise, an `async` function that returns a training waits for its end: to
 * hand one on, put it into an object.
 */
export interface TrainingRun
  extends AsyncGenerator<EpochReport, void, undefined>, PromiseLike<EpochReport[]> {}

/** Makes a training of a generator of epochs. */
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
