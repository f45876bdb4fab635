import { loadedData } from '../lab/data-state';
import { formatCount } from '../language/texts';
import { dataText } from './data-text';

/** What has been loaded: counts, classes, and what was told on the way. */
export function LoadedData() {
  const words = dataText();
  const summary = loadedData.value;
  if (!summary) return null;
  const { name, train, test, classNames, notices, synthetic } = summary;
  return (
    <section class="card" aria-labelledby="loaded-data">
      <h3 id="loaded-data">
        {words.loaded}: {words.names[name].title}
      </h3>
      {synthetic && <p class="notice">{words.syntheticNotice}</p>}
      <ul class="figures">
        <li>
          <b>{formatCount(train)}</b>
          {words.trainingImages}
        </li>
        <li>
          <b>{formatCount(test)}</b>
          {words.testImages}
        </li>
        <li>
          <b>{classNames.length}</b>
          {words.classes}
        </li>
        <li>
          <b>32×32×3</b>
          {words.shape}
        </li>
      </ul>
      {notices.length > 0 && (
        <ul class="notice notices" lang="en">
          {notices.map((notice, place) => (
            <li key={place}>{notice}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
