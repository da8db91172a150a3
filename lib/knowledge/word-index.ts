/** A word of the index found in a text; `end` is exclusive. */
interface WordHit<T> {
  word: string;
  start: number;
  end: number;
  owners: ReadonlySet<T>;
}

/**
 * Many words searched at once, with owners that come and go one by one (an automaton would have to be built anew for each).
 * Words and texts are compared unit by unit, so fold both. Time per scan: text length × distinct word lengths per beginning.
 */
export interface WordIndex<T> {
  add(word: string, owner: T): void;
  remove(word: string, owner: T): void;
  /** Owners of exactly this word. */
  get(word: string): ReadonlySet<T> | undefined;
  /** Every occurrence of every word, in order of start; a word in Latin letters counts only as a whole word. */
  scan(text: string): WordHit<T>[];
}

interface Bucket<T> {
  words: Map<string, Set<T>>;
  /** Distinct word lengths, ascending. */
  lengths: number[];
}

const LATIN_EDGE = /[a-z0-9]/;

/** True when the span does not cut a Latin word or number in two. */
export function isWholeWord(text: string, start: number, end: number): boolean {
  const cutsLeft = LATIN_EDGE.test(text.charAt(start)) && LATIN_EDGE.test(text.charAt(start - 1));
  const cutsRight = LATIN_EDGE.test(text.charAt(end - 1)) && LATIN_EDGE.test(text.charAt(end));
  return !cutsLeft && !cutsRight;
}

/** Makes an empty index. */
export function createWordIndex<T>(): WordIndex<T> {
  const buckets = new Map<string, Bucket<T>>();
  const keyOf = (word: string) => word.slice(0, 2);

  const scanBucket = (text: string, start: number, width: 1 | 2, hits: WordHit<T>[]) => {
    const bucket = buckets.get(text.slice(start, start + width));
    if (!bucket) return;
    for (const length of bucket.lengths) {
      if ((width === 1) !== (length === 1)) continue;
      const word = text.slice(start, start + length);
      const owners = bucket.words.get(word);
      if (owners && isWholeWord(text, start, start + length)) hits.push({ word, start, end: start + length, owners });
    }
  };

  return {
    add(word, owner) {
      if (word === '') return;
      const bucket: Bucket<T> = buckets.get(keyOf(word)) ?? { words: new Map(), lengths: [] };
      buckets.set(keyOf(word), bucket);
      const owners = bucket.words.get(word);
      if (owners) {
        owners.add(owner);
        return;
      }
      bucket.words.set(word, new Set([owner]));
      if (!bucket.lengths.includes(word.length))
        bucket.lengths = [...bucket.lengths, word.length].sort((a, b) => a - b);
    },
    remove(word, owner) {
      const bucket = buckets.get(keyOf(word));
      const owners = bucket?.words.get(word);
      if (!bucket || !owners?.delete(owner) || owners.size > 0) return;
      bucket.words.delete(word);
      if (bucket.words.size === 0) buckets.delete(keyOf(word));
      else bucket.lengths = [...new Set([...bucket.words.keys()].map((w) => w.length))].sort((a, b) => a - b);
    },
    get: (word) => buckets.get(keyOf(word))?.words.get(word),
    scan(text) {
      const hits: WordHit<T>[] = [];
      for (let start = 0; start < text.length; start++) {
        scanBucket(text, start, 1, hits);
        if (start + 1 < text.length) scanBucket(text, start, 2, hits);
      }
      return hits;
    },
  };
}
