import { expect, test } from 'vitest';
import { parseEntry } from '@/lib/knowledge/parse-entry';
import { toLiveItem } from '@/lib/knowledge/store/live-item';
import { createLiveSet } from '@/lib/knowledge/store/live-set';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
const at = (ms: number): string => new Date(ms).toISOString();

const item = (more: object = {}) => {
  const row = { id: 'x', kind: 'answer', answer: 'a', ...more };
  const parsed = parseEntry(row);
  if (!parsed.ok) throw new Error(parsed.reason);
  return toLiveItem(parsed.entry, JSON.stringify(row));
};

const LOW = { source: 'starter', precedence: 0 };
const HIGH = { source: 'own', precedence: 30 };

/** One id, claimed from below by a published starter entry and from above by what the table says. */
test.each([
  { name: 'published hides the lower', high: {}, winner: 'own' },
  { name: 'retired takes the id back altogether', high: { status: 'retired' }, winner: null },
  { name: 'a draft steps aside', high: { status: 'draft' }, winner: 'starter' },
  { name: 'a review steps aside', high: { status: 'review' }, winner: 'starter' },
  { name: 'not yet valid steps aside', high: { valid_from: at(NOW + HOUR) }, winner: 'starter' },
  { name: 'no longer valid steps aside', high: { valid_to: at(NOW - HOUR) }, winner: 'starter' },
  { name: 'inside its window', high: { valid_from: at(NOW - HOUR), valid_to: at(NOW + HOUR) }, winner: 'own' },
  { name: 'an unreadable date is no limit', high: { valid_to: 'someday' }, winner: 'own' },
  { name: 'for my group', high: { groups: ['夜班'] }, winner: 'own' },
  { name: 'for another group steps aside', high: { groups: ['白班'] }, winner: 'starter' },
  { name: 'empty groups are everybody', high: { groups: [] }, winner: 'own' },
])('$name', ({ high, winner }) => {
  for (const order of ['low first', 'high first']) {
    const set = createLiveSet({ nowMs: NOW, groups: ['夜班'] });
    const add = [
      () => set.change(LOW.source, LOW.precedence, [], [{ chunk: 's1', items: [item()] }]),
      () => set.change(HIGH.source, HIGH.precedence, [], [{ chunk: 'x', items: [item({ ...high, answer: 'b' })] }]),
    ];
    for (const step of order === 'low first' ? add : add.reverse()) step();
    expect(set.winner('x')?.source ?? null).toBe(winner);
    expect(set.size()).toBe(winner ? 1 : 0);
  }
});

test('a change tells only what changed, removes name the source that lost', () => {
  const set = createLiveSet({ nowMs: NOW, groups: [] });
  expect(set.change('starter', 0, [], [{ chunk: 's1', items: [item()] }]).upserts).toHaveLength(1);
  const over = set.change('own', 30, [], [{ chunk: 'x', items: [item({ answer: 'b' })] }]);
  expect(over.removes).toEqual([{ source: 'starter', id: 'x' }]);
  expect(over.upserts.map((holder) => holder.source)).toEqual(['own']);
  const hidden = set.change('starter', 0, ['s1'], [{ chunk: 's2', items: [item({ answer: 'c' })] }]);
  expect(hidden).toEqual({ upserts: [], removes: [] });
  const same = set.change('own', 30, ['x'], [{ chunk: 'x', items: [item({ answer: 'b' })] }]);
  expect(same).toEqual({ upserts: [], removes: [] });
  const back = set.change('own', 30, ['x'], []);
  expect(back.removes).toEqual([{ source: 'own', id: 'x' }]);
  expect(back.upserts.map((holder) => holder.chunk)).toEqual(['s2']);
  expect(set.drop('starter').removes).toEqual([{ source: 'starter', id: 'x' }]);
  expect(set.size()).toBe(0);
  expect(set.winner('x')).toBeNull();
});

test('the clock opens and closes windows and names the next instant', () => {
  const set = createLiveSet({ nowMs: NOW, groups: [] });
  set.change(
    'own',
    30,
    [],
    [{ chunk: 'x', items: [item({ valid_from: at(NOW + HOUR), valid_to: at(NOW + 2 * HOUR) })] }],
  );
  expect(set.size()).toBe(0);
  expect(set.nextBoundaryMs()).toBe(NOW + HOUR);
  expect(set.reconsider(NOW + HOUR, []).upserts).toHaveLength(1);
  expect(set.nextBoundaryMs()).toBe(NOW + 2 * HOUR);
  expect(set.reconsider(NOW + 2 * HOUR - 1, []).removes).toEqual([]);
  expect(set.reconsider(NOW + 2 * HOUR, []).removes).toEqual([{ source: 'own', id: 'x' }]);
  expect(set.nextBoundaryMs()).toBeNull();
});

test('a bare day is a whole day in China', () => {
  const set = createLiveSet({ nowMs: Date.parse('2026-11-20T15:59:59Z'), groups: [] });
  set.change('own', 30, [], [{ chunk: 'x', items: [item({ valid_from: '2026-11-21', valid_to: '2026-11-21' })] }]);
  expect(set.size()).toBe(0);
  set.reconsider(Date.parse('2026-11-20T16:00:00Z'), []);
  expect(set.size()).toBe(1);
  set.reconsider(Date.parse('2026-11-21T16:00:00Z'), []);
  expect(set.size()).toBe(0);
});
