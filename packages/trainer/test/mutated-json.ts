/** What JSON holds. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What a damaged or hostile file may say in any place. */
const odd: readonly Json[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e9,
  1e300,
  '',
  'constructor',
  'a\nb\u001b[31m',
  '../../../etc/passwd',
  [],
  [null],
  {},
  { class_name: 'Dense', config: { units: 1e9 } },
];

/** A copy of some JSON with one place changed: another value, none, twice, another key, or swapped with another place. */
export function mutated(json: Json, next: () => number): Json {
  const copy = structuredClone(json);
  const places = placesIn(copy);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)];
  const { holder, key } = pick(places);
  const other = pick(places);
  const change = Math.floor(next() * 5);
  if (change === 0) put(holder, key, pick(odd));
  if (change === 1) remove(holder, key);
  if (change === 2) put(holder, key, structuredClone(valueAt(other.holder, other.key)));
  if (change === 3) {
    const value = valueAt(holder, key);
    remove(holder, key);
    if (!Array.isArray(holder)) put(holder, `${key}_`, value);
  }
  if (change === 4) {
    const value = valueAt(holder, key);
    if (Array.isArray(holder)) holder.push(structuredClone(value));
    else put(holder, key, typeof value === 'number' ? value * 1000 + 1 : [value, value]);
  }
  return copy;
}

type Holder = Json[] | { [key: string]: Json };

function placesIn(json: Json): { holder: Holder; key: string }[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => [{ holder: json, key }, ...placesIn(value)]);
}

function valueAt(holder: Holder, key: string): Json {
  return (holder as { [key: string]: Json })[key]!;
}

function put(holder: Holder, key: string, value: Json): void {
  (holder as { [key: string]: Json })[key] = value;
}

function remove(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}
