import { describe, expect, test } from 'vitest';
import { type Ask, getAdvice } from '@/tests/support/assistant-bench';

const pilling = {
  kind: 'notice',
  id: 'n-pill',
  title: '起球统一口径',
  governs: { triggers: [{ any: ['起球'] }] },
  wording: '起球多在腋下袖口，用毛球修剪器顺着纹路轻推就好',
  from: 'feed',
};
const old = { id: 'old', title: '会不会起球', questions: ['这个起球吗'], answer: '羊毛衫轻微起球是正常的哦' };
const other = { id: 'other', title: '怎么洗', answer: '冷水手洗，平铺晾干' };
const ask = (notice: Record<string, unknown>, more: Partial<Ask> = {}) =>
  getAdvice({ lines: '这件会起球吗', rows: [{ ...pilling, ...notice }, old, other], ...more }).suggestions;
const ids = (...args: Parameters<typeof ask>) => ask(...args).map(({ entryId }) => entryId);

test('a live notice is the first suggestion, over the entries that it governs', () => {
  const suggestions = ask({});
  expect(suggestions.map(({ entryId }) => entryId)).toEqual(['n-pill', 'other']);
  expect(suggestions[0]).toMatchObject({ origin: 'notice', text: pilling.wording, confidence: 1 });
  expect(suggestions[0]?.why[0]).toEqual({ code: 'notice' });
  expect(suggestions[1]?.origin).toBe('local');
});

describe('in force', () => {
  test.each<[string, Record<string, unknown>, Partial<Ask>, boolean]>([
    ['recalled', { state: 'recalled' }, {}, false],
    ['live', { state: 'live' }, {}, true],
    ['before its time', { effective_from: '2026-11-22' }, {}, false],
    ['in its time', { effective_from: '2026-11-20', effective_to: '2026-11-21' }, {}, true],
    ['to the minute', { effective_to: '2026-11-21 12:00' }, {}, false],
    ['after its time', { effective_to: '2026-11-20' }, {}, false],
    ['draft', { status: 'draft' }, {}, false],
    ['for this group', { audience: { groups: ['夜班'] } }, { settings: { groups: ['夜班'] } }, true],
    ['for another group', { audience: { groups: ['白班'] } }, { settings: { groups: ['夜班'] } }, false],
    ['for this shop', { audience: { shops: ['shop-1'] } }, {}, true],
    ['for another shop', { audience: { shops: ['shop-9'] } }, {}, false],
    ['for named people only', { audience: { people: ['小林'] } }, {}, false],
    ['for another platform', { platforms: ['jd'] }, {}, false],
  ])('%s: %s', (_, notice, more, live) => {
    expect(ids(notice, more).includes('n-pill')).toBe(live);
    expect(ids(notice, more).includes('old')).toBe(!live);
  });
});

describe('what it governs', () => {
  test.each<[string, Record<string, unknown>, Partial<Ask>, boolean]>([
    ['another topic', {}, { lines: '怎么洗' }, false],
    ['a denied topic', {}, { lines: '我没问起球，怎么洗' }, false],
    ['an entry that would have answered', { governs: { entries: ['old'] } }, { lines: '毛毛糙糙的啊' }, true],
    [
      'an entry that was not found',
      { governs: { entries: ['old'] } },
      { lines: '毛毛糙糙的啊', found: { other: 0.9 } },
      false,
    ],
    [
      'a sure scene',
      { governs: { scenes: ['presale.care'] } },
      { understanding: { isChat: false, scene: { id: 'presale.care', confidence: 0.8, ranking: [] } } },
      true,
    ],
    [
      'a doubtful scene',
      { governs: { scenes: ['presale.care'] } },
      { understanding: { scene: { id: 'presale.care', confidence: 0.3, ranking: [] } } },
      false,
    ],
    [
      'another scene',
      { governs: { scenes: ['presale.size'] } },
      { understanding: { scene: { id: 'presale.care', confidence: 0.9, ranking: [] } } },
      false,
    ],
  ])('%s: %s', (_, notice, more, applies) => {
    expect(ids(notice, more).includes('n-pill')).toBe(applies);
  });

  test('an entry that it names is folded, others stay', () => {
    expect(ids({ governs: { entries: ['old'] } }, { lines: '毛毛糙糙的啊' })).toEqual(['n-pill', 'other']);
  });

  test('an entry with the replaced wording is folded', () => {
    const governs = { scenes: ['presale.care'] };
    const understanding = { isChat: false, scene: { id: 'presale.care' as const, confidence: 0.8, ranking: [] } };
    expect(ids({ governs }, { understanding })).toContain('old');
    expect(ids({ governs, replaces: [{ text: '羊毛衫轻微起球是正常的' }] }, { understanding })).not.toContain('old');
    expect(ids({ governs, replaces: [{ entry: 'old' }] }, { understanding })).not.toContain('old');
  });

  test('two notices: the one that the buyer’s words fire stands before the scene’s, the newer before the older', () => {
    const scene = {
      ...pilling,
      id: 'n-scene',
      governs: { scenes: ['presale.care'] },
      wording: '本周仓库盘点，护理问题统一按水洗标',
    };
    const newer = { ...pilling, id: 'n-new', wording: '新口径：先拍照，再按纹路推一遍', effective_from: '2026-11-21' };
    const understanding = { isChat: false, scene: { id: 'presale.care' as const, confidence: 0.8, ranking: [] } };
    const rows = [scene, { ...pilling, effective_from: '2026-11-10' }, newer, old];
    const { suggestions } = getAdvice({ lines: '会起球吗', rows, understanding });
    expect(suggestions.map(({ entryId }) => entryId)).toEqual(['n-new', 'n-pill', 'n-scene']);
  });
});

test('slots of a notice are filled', () => {
  expect(
    ask(
      { wording: '起球请联系我们，{{hours}}在线' },
      { settings: { shopFacts: { default: { hours: '9点到23点' } } } },
    )[0]?.text,
  ).toBe('起球请联系我们，9点到23点在线');
});

test('a Chinese notice does not go to a buyer who writes English', () => {
  const governs = { triggers: [{ any: ['pilling'] }] };
  expect(ids({ governs }, { lines: 'is this pilling after washing?' })).toEqual([]);
});
