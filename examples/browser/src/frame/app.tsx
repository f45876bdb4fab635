import { Lecture } from '../lecture/lecture';
import { NetworkPlace } from '../network/network-place';
import { DataPlace } from '../data/data-place';
import { TrainPlace } from '../train/train-place';
import { InsidePlace } from '../inside/inside-place';
import { ComparePlace } from '../compare/compare-place';
import { Banners } from './banners';
import { Header } from './header';
import { Tabs } from './tabs';
import { place, type Place } from './place';

const shown: Record<Place, () => preact.JSX.Element> = {
  network: NetworkPlace,
  data: DataPlace,
  train: TrainPlace,
  inside: InsidePlace,
  compare: ComparePlace,
};

/** The whole page: the lecture beside the tool it drives. */
export function App() {
  const Shown = shown[place.value];
  return (
    <>
      <Header />
      <Banners />
      <div class="columns">
        <Lecture />
        <main class="tool" id="tool" tabIndex={-1}>
          <Tabs />
          <section
            role="tabpanel"
            id={`panel-${place.value}`}
            aria-labelledby={`tab-${place.value}`}
            tabIndex={0}
          >
            <Shown />
          </section>
        </main>
      </div>
    </>
  );
}
