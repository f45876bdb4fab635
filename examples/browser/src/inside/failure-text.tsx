import { troubleText } from '../train/trouble-text';

/** Why a run's model cannot be had: in the language of the page where it is the run's fault, else as it was reported. */
export function FailureText({ failure }: { failure: { name: string; message: string } }) {
  if (failure.name !== 'KeptRunError') return <span lang="en">{failure.message}</span>;
  return (
    <>
      {troubleText().keptRun} <span lang="en">({failure.message})</span>
    </>
  );
}
