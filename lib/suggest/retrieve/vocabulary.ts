/**
 * Term key → dense term id, open addressing in typed arrays: 8 bytes per slot instead of the ~50 of a Map entry.
 * Ids count up from 0 and never change.
 */
export interface Vocabulary {
  /** Id of a key, or -1. */
  find(key: number): number;
  /** Id of a key, made when new. */
  add(key: number): number;
  keyOf(id: number): number;
  size(): number;
}

/** Creates an empty vocabulary. */
export function createVocabulary(capacity = 1 << 14): Vocabulary {
  let slots = new Int32Array(capacity).fill(-1);
  let keys = new Uint32Array(capacity >> 1);
  let count = 0;

  const place = (key: number): number => {
    let slot = (Math.imul(key, 2654435769) >>> 0) & (slots.length - 1);
    for (;;) {
      const id = slots[slot] ?? -1;
      if (id < 0 || keys[id] === key) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
  };

  const grow = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    const wider = new Uint32Array(slots.length >> 1);
    wider.set(keys);
    keys = wider;
    for (let id = 0; id < count; id++) slots[place(keys[id] ?? 0)] = id;
  };

  const add = (key: number): number => {
    const slot = place(key);
    const known = slots[slot] ?? -1;
    if (known >= 0) return known;
    if (count >= keys.length) {
      grow();
      return add(key);
    }
    keys[count] = key;
    slots[slot] = count;
    return count++;
  };

  return {
    find: (key) => slots[place(key)] ?? -1,
    add,
    keyOf: (id) => keys[id] ?? 0,
    size: () => count,
  };
}
