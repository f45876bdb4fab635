import { goTo } from '../frame/place';

/** Stands where nothing can be shown before a network has been trained, and leads there. */
export function EmptyPlace({ text, toTrain }: { text: string; toTrain: string }) {
  return (
    <div class="card">
      <p>{text}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => goTo('train')}>
          {toTrain}
        </button>
      </div>
    </div>
  );
}
