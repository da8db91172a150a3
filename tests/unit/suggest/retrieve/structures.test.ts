import { expect, test } from 'vitest';
import { cover, toChances } from '@/lib/suggest/retrieve/cover';
import { toGrams } from '@/lib/suggest/retrieve/grams';
import { createPagedStore, offsetOf } from '@/lib/suggest/retrieve/paged-store';
import { createPostings } from '@/lib/suggest/retrieve/postings';
import { createVocabulary } from '@/lib/suggest/retrieve/vocabulary';

test('particles do not part a pair of characters, punctuation does', () => {
  const pair = toGrams('掉色').bigrams;
  expect(toGrams('掉了色').bigrams).toEqual(pair);
  expect(toGrams('掉,色').bigrams).toEqual([]);
});

test('words keep their stem, numbers stay whole', () => {
  expect(toGrams('parcels').words).toEqual(toGrams('parcel').words);
  expect(toGrams('165').words).not.toEqual(toGrams('16').words);
  expect(toGrams('165cm').words).toHaveLength(2);
});

test('a vocabulary gives equal keys equal ids through many growths and takes stored keys back', () => {
  const vocabulary = createVocabulary();
  const keys = Array.from({ length: 50_000 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 0);
  const ids = keys.map(vocabulary.add);
  expect(new Set(ids).size).toBe(50_000);
  expect(keys.every((key, i) => vocabulary.find(key) === ids[i] && vocabulary.keyOf(ids[i] ?? -1) === key)).toBe(true);
  expect(vocabulary.find(12345)).toBe(-1);
  const again = createVocabulary(vocabulary.keys());
  expect(keys.every((key, i) => again.find(key) === ids[i])).toBe(true);
});

test('a run never crosses a page of the store', () => {
  const store = createPagedStore();
  for (let i = 0; i < 200; i++) {
    const address = store.allocate(999);
    expect(offsetOf(address) + 999).toBeLessThanOrEqual(65_536);
    store.pageOf(address).fill(i, offsetOf(address), offsetOf(address) + 999);
  }
  expect(store.pages()[0]?.[0]).toBe(0);
});

test('postings add up over block borders, also after storing in the middle', () => {
  let postings = createPostings();
  for (let document = 0; document < 5000; document++) {
    postings.append(7, document, 255);
    if (document % 3 === 0) postings.append(9000, document, 51);
    if (document === 2500) postings = createPostings(structuredClone(postings.dump()));
  }
  const scores = new Float32Array(5000);
  postings.accumulate(7, 2, scores);
  postings.accumulate(9000, 5, scores);
  postings.accumulate(123_456, 5, scores);
  expect(scores.every((score, document) => Math.abs(score - (document % 3 === 0 ? 3 : 2)) < 1e-5)).toBe(true);
});

test('cover answers each question before any gets a second answer', () => {
  const demand = (pairs: [number, number][]) => ({
    weight: 1,
    chances: toChances(pairs.map(([document, score]) => ({ document, score }))),
  });
  const shipping = demand([
    [1, 5],
    [2, 4.5],
    [3, 4],
  ]);
  const washing = demand([
    [9, 5],
    [8, 1],
  ]);
  const chosen = cover([shipping, washing], 3).map(({ document }) => document);
  expect(chosen.slice(0, 2).sort()).toEqual([1, 9]);
  expect(chosen[2]).toBe(2);
  expect(cover([], 3)).toEqual([]);
});
