/**
 * Term key → dense term id, open addressing in typed arrays: a dozen bytes per term instead of the ~50 of a Map entry.
 * Ids count up from 0 and never change.
 */
export interface Vocabulary {
  /** Id of a key, or -1. */
  find(key: number): number;
  /** Id of a key, made when new. */
  add(key: number): number;
  keyOf(id: number): number;
  size(): number;
  /** Keys by id, for storing. */
  keys(): Uint32Array;
}

const SMALLEST = 1 << 14;

/** Creates a vocabulary, empty or with stored keys. */
export function createVocabulary(stored: Uint32Array = new Uint32Array(0)): Vocabulary {
  let capacity = SMALLEST;
  while (capacity < stored.length * 2) capacity *= 2;
  let slots = new Int32Array(capacity).fill(-1);
  let keys = new Uint32Array(capacity >> 1);
  let count = 0;

  const place = (key: number): number => {
    const mask = slots.length - 1;
    let slot = (Math.imul(key ^ (key >>> 15), 2654435769) >>> 7) & mask;
    for (;;) {
      const id = slots[slot] as number;
      if (id < 0 || keys[id] === key) return slot;
      slot = (slot + 1) & mask;
    }
  };

  const grow = (): void => {
    const wider = new Uint32Array(slots.length);
    wider.set(keys);
    keys = wider;
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let id = 0; id < count; id++) slots[place(keys[id] as number)] = id;
  };

  const add = (key: number): number => {
    const slot = place(key);
    const known = slots[slot] as number;
    if (known >= 0) return known;
    if (count >= keys.length) {
      grow();
      return add(key);
    }
    keys[count] = key;
    slots[slot] = count;
    return count++;
  };

  for (const key of stored) add(key);

  return {
    find: (key) => slots[place(key)] as number,
    add,
    keyOf: (id) => keys[id] ?? 0,
    size: () => count,
    keys: () => keys.subarray(0, count),
  };
}
