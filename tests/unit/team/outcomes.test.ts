import { beforeEach, expect, test } from 'vitest';
import { getEditShare } from '@/lib/core/edit-share';
import type { Outcome } from '@/lib/knowledge/store/counter-store';
import { createOutcomeTracker, type OutcomeTracker } from '@/lib/team/outcomes/outcome-tracker';
import { toUsageReport } from '@/lib/team/outcomes/usage-report';
import { SCENES } from '@/lib/understand/scenes';

test.each([
  ['', '', 0],
  ['今天发货', '今天 发货\n', 0],
  ['今天发货', '明天发货', 0.25],
  ['abc', '', 1],
  ['abc', 'xyz', 1],
  ['一二三四', '一二三四五六七八', 0.5],
])('share of change from %j to %j', (a, b, share) => {
  expect(getEditShare(a, b)).toBe(share);
  expect(getEditShare(b, a)).toBe(share);
});

const A = { entryId: 'a', text: '亲，今天下午四点前付款的订单当天都会安排发出哦' };
const B = { entryId: 'b', text: '支持七天无理由退货，包装完好寄回就可以' };

let counted: string[];
let tracker: OutcomeTracker;
beforeEach(async () => {
  counted = [];
  tracker = createOutcomeTracker({
    clock: { now: () => 0 },
    counters: {
      count: async (outcome: Outcome, entryId, scene) => void counted.push(`${outcome} ${entryId} ${scene}`),
    },
  });
  await tracker.shown('c1', 't1', 'ship', [A, B]);
  counted = [];
});

test('shown counts once per turn and entry', async () => {
  await tracker.shown('c1', 't1', 'ship', [A]);
  expect(counted).toEqual([]);
  await tracker.shown('c1', 't2', 'ship', [A]);
  await tracker.shown('c2', 't2', 'ship', [A]);
  expect(counted).toEqual(['shown a ship', 'shown a ship']);
});

test.each([
  ['sent as it was', A.text, ['sent a ship', 'ignored b ship']],
  ['a word changed', A.text.replace('亲，', '您好，'), ['sent a ship', 'edited-little a ship', 'ignored b ship']],
  [
    'half rewritten',
    `${A.text.slice(0, 12)}明天一早就能给您发走啦`,
    ['sent a ship', 'edited-much a ship', 'ignored b ship'],
  ],
  ['something else', '好', ['ignored a ship', 'ignored b ship']],
])('%s', async (_name, text, expected) => {
  await tracker.sent('c1', text);
  expect(counted).toEqual(expected);
  counted = [];
  await tracker.sent('c1', text);
  expect(counted).toEqual([]);
});

test('inserted and then thrown away is not ignored, dismissed neither', async () => {
  await tracker.used('c1', 'inserted', A);
  await tracker.used('c1', 'inserted', A);
  await tracker.dismissed('c1', 'b');
  await tracker.dismissed('c1', 'b');
  await tracker.sent('c1', '稍等');
  expect(counted).toEqual(['inserted a ship', 'dismissed b ship']);
});

test('other conversations are not mixed in, and 200 are remembered at a time', async () => {
  await tracker.sent('c2', A.text);
  expect(counted).toEqual([]);
  for (let i = 0; i < 200; i++) await tracker.shown(`x${i}`, 't', 'ship', []);
  await tracker.sent('c1', A.text);
  expect(counted).toEqual([]);
});

test('the report: used, never taken, never shown, rewritten, due, coverage', () => {
  const now = Date.parse('2026-11-21T00:00:00Z');
  const entry = (id: string, more = {}) => ({
    id,
    title: id.toUpperCase(),
    kind: 'answer',
    scene: 'presale.size',
    ...more,
  });
  const report = toUsageReport(
    [
      { entryId: 'a', scene: 'x', counts: { shown: 9, sent: 3 } },
      { entryId: 'a', scene: 'y', counts: { shown: 1, sent: 2, 'edited-much': 1 } },
      { entryId: 'b', scene: 'x', counts: { shown: 5, ignored: 5 } },
      { entryId: 'c', scene: 'x', counts: { shown: 4 } },
      { entryId: 'd', scene: 'x', counts: { shown: 4, sent: 4, 'edited-much': 3 } },
      { entryId: 'gone', scene: 'x', counts: { sent: 99 } },
    ],
    [
      entry('a', { verifyBy: '2026-12-20' }),
      entry('b', { verifyBy: '2026-11-01' }),
      entry('c', { verifyBy: '2026-11-30', scene: undefined }),
      entry('d', { scene: 'tech.use' }),
      entry('e', { scene: 'no.such' }),
      entry('p', { kind: 'product' }),
    ],
    now,
  );
  expect(report.mostUsed.map(({ id, counts }) => [id, counts.sent])).toEqual([
    ['a', 5],
    ['d', 4],
  ]);
  expect(report.neverTaken.map(({ id }) => id)).toEqual(['b']);
  expect(report.neverShown.map(({ id }) => id)).toEqual(['e']);
  expect(report.mostEdited.map(({ id, share }) => [id, share])).toEqual([
    ['d', 0.75],
    ['a', 0.2],
  ]);
  expect(report.dueForVerification.map(({ id, overdue }) => [id, overdue])).toEqual([
    ['b', true],
    ['c', false],
  ]);
  expect(Object.keys(report.coverage)).toHaveLength(SCENES.length - 1);
  expect([report.coverage['presale.size'], report.coverage['tech.use'], report.coverage['tech.order']]).toEqual([
    2, 1, 0,
  ]);
});
