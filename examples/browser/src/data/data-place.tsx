import { DataChoice } from './data-choice';
import { dataText } from './data-text';
import './data.css';
import { DropZone } from './drop-zone';
import { LoadedAnnouncer } from './loaded-announcer';
import { LoadedData } from './loaded-data';
import { LoadingProgress } from './loading-progress';
import { SampleGrid } from './sample-grid';

/** The tab "Data": which images, where they come from, and what they look like. */
export function DataPlace() {
  const words = dataText();
  return (
    <>
      <h2>{words.heading}</h2>
      <DataChoice />
      <LoadingProgress />
      <LoadedAnnouncer />
      <section class="card" aria-labelledby="archive">
        <h3 id="archive">{words.archive}</h3>
        <DropZone />
      </section>
      <LoadedData />
      <SampleGrid />
    </>
  );
}
