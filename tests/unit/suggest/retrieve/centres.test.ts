import { expect, test } from 'vitest';
import { createCentres } from '@/lib/suggest/retrieve/centres';
import { toUnit } from '@/lib/suggest/retrieve/encoder';
import { ENCODER_DIMS } from '@/lib/suggest/retrieve/encoder-features';

/** Vectors of unit length, some of them lying in a few dimensions only, where bytes are largest. */
function makeVectors(count: number, seed: number): Float32Array[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return Array.from({ length: count }, (_, i) => {
    const used = i % 5 === 0 ? 1 + (i % 3) : ENCODER_DIMS;
    return toUnit(Float32Array.from({ length: ENCODER_DIMS }, (_, d) => (d < used ? random() : 0)));
  });
}

const toBytes = (vector: Float32Array): number[] => [...vector].map((value) => Math.round(value * 127));

test('four documents in one word give the same products as one by one, past the first page and after storing', () => {
  const vectors = makeVectors(9_403, 7);
  let centres = createCentres();
  vectors.forEach((vector, i) => {
    centres.append(vector);
    // In the middle of a group and of a page.
    if (i === 6_001) centres = createCentres(structuredClone(centres.pages()), i + 1);
  });
  const stored = vectors.map(toBytes);
  for (const query of [...makeVectors(6, 99), vectors[9_402] as Float32Array]) {
    const scores = new Float32Array(vectors.length + 1).fill(-1);
    centres.score(query, scores);
    const bytes = toBytes(query);
    const wrong = stored.findIndex(
      (vector, i) => scores[i] !== vector.reduce((sum, value, d) => sum + value * (bytes[d] ?? 0), 0),
    );
    expect(wrong).toBe(-1);
    expect(scores[vectors.length]).toBe(-1);
  }
});

test('nothing stored, nothing scored', () => {
  const scores = new Float32Array(3).fill(5);
  createCentres().score(new Float32Array(ENCODER_DIMS), scores);
  expect([...scores]).toEqual([5, 5, 5]);
});
