import { backendState } from '../lab/backend-state';
import { trainText } from './train-text';

/** What computes, why it was taken, and why no other was. */
export function ComputingDevice() {
  const words = trainText();
  const state = backendState.value;
  if (state.phase !== 'ready') return null;
  const { name, device, software, reason, rejected } = state.info;
  return (
    <div class="computing">
      <p>
        <span class="muted">{words.device}:</span> <b>{name}</b>, <span lang="en">{device}</span>
        {software && ` (${words.software})`}
      </p>
      <details>
        <summary>{words.why}</summary>
        <p class="hint">{words.reasons[reason] ?? <span lang="en">{reason}</span>}</p>
        {rejected.length > 0 && (
          <ul>
            {rejected.map((other) => (
              <li key={other.name}>
                <b>{other.name}</b>: <span lang="en">{other.reason}</span>
              </li>
            ))}
          </ul>
        )}
      </details>
    </div>
  );
}
