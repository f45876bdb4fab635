/** What the browser keeps of a run is missing, damaged, or of other settings than the run's. Nothing was changed. */
export class KeptRunError extends Error {
  override readonly name = 'KeptRunError';
}
