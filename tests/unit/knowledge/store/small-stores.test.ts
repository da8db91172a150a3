import { beforeEach, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { createShopProfiles } from '@/lib/knowledge/shop-profile';
import { createCounterStore, toDay } from '@/lib/knowledge/store/counter-store';
import { type DeskmateDatabase, isDiskFull } from '@/lib/knowledge/store/database';
import { createFeedbackStore } from '@/lib/knowledge/store/feedback-store';
import { createOpenQuestions } from '@/lib/knowledge/store/open-questions';
import { createOutboundLog } from '@/lib/knowledge/store/outbound-log';
import { getPrivacyReport, wipeEverything } from '@/lib/knowledge/store/privacy-report';
import { createSegmentStore } from '@/lib/knowledge/store/segment-store';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import { createTestDisk } from '../support/test-database';

let db: DeskmateDatabase;
let now = 1000;
const clock = { now: () => now++ };
beforeEach(() => {
  db = createTestDisk().open();
});

test('feedback is listed newest first and keeps the newest 2,000', async () => {
  const feedback = createFeedbackStore(db, clock);
  await db.feedback.bulkAdd(
    Array.from({ length: 2000 }, (_, i) => ({
      id: `f${i}`,
      atMs: i,
      kind: 'missing' as const,
      entryId: null,
      question: '',
    })),
  );
  const row = await feedback.add({ kind: 'outdated', entryId: 'a', question: '问' });
  const list = await feedback.list();
  expect(list).toHaveLength(2000);
  expect(list.some((one) => one.id === 'f0')).toBe(false);
  await feedback.remove([row.id]);
  expect((await feedback.list()).some((one) => one.id === row.id)).toBe(false);
  await feedback.clear();
  expect(await feedback.list()).toEqual([]);
});

test('counters add up per day, entry and scene', async () => {
  const counters = createCounterStore(db);
  const day = (d: number): number => new Date(2026, 10, d, 23, 59).getTime();
  for (const d of [1, 1, 2]) await counters.count('shown', 'a', 'ship', day(d));
  await counters.count('sent', 'a', 'ship', day(2));
  await counters.count('shown', 'b|x', 'ship', day(3));
  expect(await counters.totals('2026-11-01', '2026-11-02')).toEqual([
    { entryId: 'a', scene: 'ship', counts: { shown: 3, sent: 1 } },
  ]);
  expect((await counters.rows('2026-11-01', '2026-11-03')).map((row) => [row.day, row.count])).toEqual([
    ['2026-11-01', 2],
    ['2026-11-02', 1],
    ['2026-11-02', 1],
    ['2026-11-03', 1],
  ]);
  expect(toDay(day(9))).toBe('2026-11-09');
});

test('the outbound log keeps the newest 500', async () => {
  const log = createOutboundLog(db, clock);
  for (let i = 0; i < 502; i++) await log.add({ origin: 'https://x.example', purpose: `p${i}`, bytes: i });
  const rows = await log.list();
  expect(rows).toHaveLength(500);
  expect([rows[0]?.purpose, rows.at(-1)?.purpose]).toEqual(['p501', 'p2']);
});

test('open questions change their state', async () => {
  const questions = createOpenQuestions(db, clock);
  const { id } = await questions.add({ question: '能定制吗' });
  await questions.setState(id, 'answered');
  expect(await questions.list()).toMatchObject([{ id, state: 'answered', question: '能定制吗' }]);
});

test('a stored index is given back only for its own knowledge', async () => {
  const segments = createSegmentStore(db);
  await segments.put('index', 'p1', Uint8Array.of(1, 2));
  expect(await segments.get('index', 'p1')).toEqual(Uint8Array.of(1, 2));
  expect(await segments.get('index', 'p2')).toBeNull();
  expect(await segments.get('other', 'p1')).toBeNull();
});

test('settings are items of their own', async () => {
  const settings = createSettingsStore(db);
  await settings.put('strip', false);
  await settings.put('groups', ['夜班']);
  await settings.remove('strip');
  expect(await settings.all()).toEqual({ groups: ['夜班'] });
  expect(await settings.get('strip')).toBeUndefined();
});

test('shop facts: blanks drop out, unknown names are refused, a shop stands over the default', async () => {
  const profiles = createShopProfiles({
    db,
    clock: createFixedClock(5),
    countSlots: () => ({ ship_time: 4, buyer_name: 9 }),
  });
  const [first] = await profiles.list();
  expect(first).toMatchObject({ shopId: 'default', facts: {} });
  expect(first?.unlocks).toMatchObject({ ship_time: 4, courier: 0 });
  expect(first?.unlocks).not.toHaveProperty('buyer_name');
  const facts = { ship_time: ' 48小时内 ', courier: '  ', return_days: 7 };
  expect(await profiles.save({ shopId: 'default', name: '', facts })).toEqual({ ok: true, value: null });
  expect(await profiles.save({ shopId: 'm1', name: '一店', facts: { ship_time: '24小时内' } })).toMatchObject({
    ok: true,
  });
  expect(await profiles.save({ shopId: 'm1', name: '', facts: { secret: 'x' } })).toMatchObject({
    reason: 'unknown-fact',
  });
  expect(await profiles.save({ shopId: 'm1', name: '', facts: { gift: 'x'.repeat(201) } })).toMatchObject({
    reason: 'too-long',
  });
  expect(await profiles.facts()).toEqual({
    default: { ship_time: '48小时内', return_days: 7 },
    m1: { ship_time: '24小时内', return_days: 7 },
  });
  await profiles.remove('m1');
  expect((await profiles.list()).map((profile) => profile.shopId)).toEqual(['default']);
});

test('the privacy report counts every table, and wiping empties them all', async () => {
  await createSettingsStore(db).put('x', 'y');
  await createSegmentStore(db).put('i', 'f', new Uint8Array(5000));
  await db.shards.put({ hash: 'h', text: 'x', bytes: 123 });
  const report = await getPrivacyReport(db);
  const use = (name: string) => report.find((row) => row.name === name);
  expect(report).toHaveLength(db.tables.length);
  expect([use('settings')?.rows, use('segments')?.bytes, use('shards')?.bytes]).toEqual([1, 5000, 123]);
  await wipeEverything(db);
  expect((await getPrivacyReport(db)).every((row) => row.rows === 0)).toBe(true);
});

test('a full disk is recognised inside the wrappers of Dexie', () => {
  expect(isDiskFull({ name: 'AbortError', inner: { name: 'QuotaExceededError' } })).toBe(true);
  expect(isDiskFull(new Error('other'))).toBe(false);
  expect(isDiskFull(null)).toBe(false);
});
