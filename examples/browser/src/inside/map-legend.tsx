import { mapsText } from './maps-text';

/** What the colours of the maps mean. */
export function MapLegend({ most }: { most: string }) {
  const words = mapsText();
  return (
    <div class="map-legend">
      <span class="map-ramp" aria-hidden="true" />
      <div>
        <span>
          −{most}
          <br />
          {words.against}
        </span>
        <span>0</span>
        <span>
          {most}
          <br />
          {words.towards}
        </span>
      </div>
      <p class="visually-hidden">{words.legend(most)}</p>
    </div>
  );
}
