import { expect, test } from 'vitest';
import { analyse } from '@/lib/suggest/retrieve/analyse';
import { createCandidateFinder } from '@/lib/suggest/retrieve/candidates';
import { toUnit } from '@/lib/suggest/retrieve/encoder';
import { ENCODER_DIMS } from '@/lib/suggest/retrieve/encoder-features';
import { FIELD, listEntryTexts } from '@/lib/suggest/retrieve/entry-fields';
import { createEntryIndex } from '@/lib/suggest/retrieve/entry-index';
import { createQueryViews } from '@/lib/suggest/retrieve/query-view';
import { topOf } from '@/lib/suggest/retrieve/top-of';
import { getEncoder } from '@/lib/suggest/retrieve/weights';
import { answer } from './support';

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The `limit` largest of the scores above 0, of equal ones any. */
const largest = (scores: readonly number[], limit: number): number[] =>
  scores
    .filter((score) => score > 0)
    .sort((a, b) => b - a)
    .slice(0, limit);

test('the heap keeps what a full sort puts first, without holes, also among many equal scores', () => {
  const random = createRandom(3);
  for (let round = 0; round < 300; round++) {
    const size = Math.floor(random() * 400);
    const limit = 1 + Math.floor(random() * 80);
    const steps = 1 + Math.floor(random() * 200);
    const scores = Float32Array.from({ length: size }, () => Math.floor(random() * steps) - steps / 4);
    const holes = new Set(Array.from({ length: size >> 2 }, () => Math.floor(random() * size)));
    const kept = topOf(scores, size, limit, (place) => !holes.has(place));
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept.some((place) => holes.has(place))).toBe(false);
    const live = [...scores].map((score, place) => (holes.has(place) ? 0 : score));
    const values = kept.map((place) => scores[place] as number).sort((a, b) => b - a);
    expect(values).toEqual(largest(live, limit));
  }
});

test('candidates on random knowledge are those of an exhaustive pass, after removals and changes', () => {
  const random = createRandom(11);
  const parts =
    '发货 退款 尺码 掉色 台灯 水壶 毛毯 运费 多久 怎么 能不能 坏了 换新 机洗 优惠 发票 充电 漏水 尺寸 材质'.split(' ');
  const say = (length: number): string =>
    Array.from({ length }, () => parts[Math.floor(random() * parts.length)]).join('');
  const encoder = getEncoder();
  const index = createEntryIndex(encoder);
  const rows = Array.from({ length: 180 }, (_, i) => answer(`e${i}`, say(3), [say(4), say(2)], say(8)));
  for (const row of rows) index.upsert(row);
  for (let i = 0; i < 180; i += 7) index.remove('own', `e${i}`);
  for (let i = 1; i < 180; i += 9) index.upsert(answer(`e${i}`, say(3), [say(4)], say(6)));
  const impact = {
    [FIELD.title]: 255,
    [FIELD.question]: 255,
    [FIELD.asking]: 235,
    [FIELD.answer]: 120,
    [FIELD.tag]: 150,
  };
  /** What an exhaustive pass compares: each live entry read anew. */
  const read = Array.from({ length: index.documents() }, (_, document) => {
    const sourced = index.get(document);
    if (!sourced) return null;
    const impacts = new Map<number, number>();
    const centre = new Float32Array(ENCODER_DIMS);
    for (const { field, text } of listEntryTexts(sourced.entry)) {
      const analysed = analyse(text);
      for (const key of new Set(analysed.keys.flat())) {
        const term = index.termOf(key);
        impacts.set(term, Math.max(impacts.get(term) ?? 0, impact[field]));
      }
      const share = field === FIELD.answer || field === FIELD.tag ? 0.3 : 1;
      encoder.encode(analysed).forEach((value, d) => {
        centre[d] = (centre[d] ?? 0) + share * value;
      });
    }
    return { impacts, centre: toUnit(centre) };
  });
  const toView = createQueryViews(index, encoder);
  const find = createCandidateFinder(index);
  for (let round = 0; round < 12; round++) {
    const view = toView({
      text: say(4),
      earlier: round % 2 ? say(3) : '',
      product: '',
      isElliptical: round % 3 === 0,
      isQuestion: true,
      isChat: false,
      scenes: new Map(),
    });
    const factor = view.isElliptical ? 1.5 * 0.35 : 0.35;
    const byTerms: number[] = [];
    const byMeaning: number[] = [];
    read.forEach((row, document) => {
      if (!row) return;
      let score = 0;
      for (const [term, own] of row.impacts)
        score += ((view.weights[term] ?? 0) + factor * (view.earlier[term] ?? 0)) * (own / 255);
      byTerms[document] = score;
      byMeaning[document] = row.centre.reduce(
        (sum, value, d) => sum + Math.round(value * 127) * Math.round((view.withEarlier[d] ?? 0) * 127),
        0,
      );
    });
    const found = new Set(find(view));
    view.release();
    const check = (scores: readonly number[], limit: number): void => {
      const bar = largest(scores.filter(Number.isFinite), limit).at(-1) ?? 0;
      // What lies above the last place must be there; at the bar itself equals may stand for each other.
      scores.forEach((score, document) => {
        if (score > bar * 1.0001 && score > 0) expect(found.has(document)).toBe(true);
      });
    };
    check(byTerms, 70);
    check(byMeaning, 50);
    expect(found.size).toBeGreaterThan(50);
    expect(found.size).toBeLessThanOrEqual(120);
  }
});
