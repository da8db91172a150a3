/** A map whose keys are pairs of strings, the first from a few: joining both for each look-up costs more than a map per first. */
export interface PairMap<V> {
  get(first: string, second: string): V | undefined;
  set(first: string, second: string, value: V): void;
  delete(first: string, second: string): void;
  size(): number;
  entries(): Generator<[first: string, second: string, value: V]>;
}

/** Creates it empty. */
export function createPairMap<V>(): PairMap<V> {
  const maps = new Map<string, Map<string, V>>();
  let size = 0;
  return {
    get: (first, second) => maps.get(first)?.get(second),
    set(first, second, value) {
      const map = maps.get(first) ?? new Map<string, V>();
      if (map.size === 0) maps.set(first, map);
      size -= map.size;
      map.set(second, value);
      size += map.size;
    },
    delete(first, second) {
      const map = maps.get(first);
      if (!map?.delete(second)) return;
      size--;
      if (map.size === 0) maps.delete(first);
    },
    size: () => size,
    *entries() {
      for (const [first, map] of maps) for (const [second, value] of map) yield [first, second, value];
    },
  };
}
