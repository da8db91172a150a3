import { beforeEach, expect, test } from 'vitest';
import type { Notice } from '@/lib/knowledge/schema';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import { createNoticeBoard, type NoticeBoard, type SourcedNotice } from '@/lib/team/notices/notice-board';
import { createTestDisk } from '../knowledge/support/test-database';

const START = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
const at = (ms: number): string => new Date(ms).toISOString();
const night = { groups: ['夜班'], shops: ['一店'] };

let now: number;
let db: DeskmateDatabase;
let board: NoticeBoard;
const boot = (): void => {
  board = createNoticeBoard({ db, clock: { now: () => now } });
};
beforeEach(() => {
  now = START;
  db = createTestDisk().open();
  boot();
});

const notice = (id: string, more: Partial<Notice> = {}): SourcedNotice => ({
  source: 'feed',
  entry: { id, kind: 'notice', title: id, governs: {}, wording: `口径 ${id}`, ...more },
});
const tell = async (...notices: SourcedNotice[]): Promise<string[]> =>
  (await board.update(notices, night)).map(({ type, notice: { entry } }) => `${type} ${entry.id}`);

test('each notice is told once, in order, also over restarts and however often the feed comes', async () => {
  const late = notice('late', { effective_from: at(START - HOUR) });
  const early = notice('early', { effective_from: at(START - 2 * HOUR) });
  expect(await tell(late, early)).toEqual(['new early', 'new late']);
  expect(await tell(early, late)).toEqual([]);
  boot();
  expect(await tell(early, late, notice('third', { effective_from: at(START) }))).toEqual(['new third']);
});

test('offline for a day: everything missed comes at once, in order, what came and went in between does not', async () => {
  const missed = [3, 1, 2].map((h) => notice(`n${h}`, { effective_from: at(START + h * HOUR) }));
  const over = notice('over', { effective_from: at(START + HOUR), effective_to: at(START + 2 * HOUR) });
  now = START + 24 * HOUR;
  expect(await tell(...missed, over)).toEqual(['new n1', 'new n2', 'new n3']);
});

test('a new wording is told and asks to be read again; other changes are not', async () => {
  const first = notice('a', { must_read: true });
  await tell(first);
  const [shown] = await board.current();
  await board.acknowledge(shown?.key ?? '');
  expect(await board.countUnread()).toBe(0);
  expect(await tell(notice('a', { must_read: true, title: '改了标题' }))).toEqual([]);
  expect(await board.countUnread()).toBe(0);
  expect(await tell(notice('a', { must_read: true, wording: '新口径' }))).toEqual(['changed a']);
  expect(await board.countUnread()).toBe(1);
});

test('acknowledging is kept, and does not confirm a wording that came in meanwhile', async () => {
  await tell(notice('a', { must_read: true }));
  const key = (await board.current())[0]?.key ?? '';
  boot();
  await tell(notice('a', { must_read: true }));
  await board.acknowledge(key);
  expect((await board.current())[0]?.acked).toBe(true);
  await board.acknowledge('["feed","unknown"]');
  await db.noticeStates.update(key, { ackedAtMs: undefined, wording: 'older' });
  await board.acknowledge(key);
  expect((await board.current())[0]?.acked).toBe(false);
});

test('recall is told once to those who had it, and it can be given out again', async () => {
  await tell(notice('a'));
  expect(await tell(notice('a', { state: 'recalled' }), notice('never', { state: 'recalled' }))).toEqual([
    'recalled a',
  ]);
  expect(await board.current()).toEqual([]);
  expect(await tell(notice('a', { state: 'recalled' }))).toEqual([]);
  expect(await tell(notice('a'))).toEqual(['changed a']);
  expect(await tell(notice('a', { state: 'recalled' }))).toEqual(['recalled a']);
});

test('windows open and close by the clock', async () => {
  const timed = notice('a', { effective_from: at(START + HOUR), effective_to: at(START + 2 * HOUR) });
  expect(await tell(timed)).toEqual([]);
  expect(board.nextBoundaryMs()).toBe(START + HOUR);
  now = START + HOUR;
  expect(await tell(timed)).toEqual(['new a']);
  expect(await board.current()).toHaveLength(1);
  expect(board.nextBoundaryMs()).toBe(START + 2 * HOUR);
  now = START + 2 * HOUR;
  expect(await board.current()).toEqual([]);
  expect(board.nextBoundaryMs()).toBeNull();
});

test.each([
  ['everybody', undefined, true],
  ['empty lists', { groups: [], shops: [] }, true],
  ['my group', { groups: ['夜班', '白班'] }, true],
  ['another group', { groups: ['白班'] }, false],
  ['my shop', { shops: ['一店'] }, true],
  ['another shop', { shops: ['二店'] }, false],
  ['my group in another shop', { groups: ['夜班'], shops: ['二店'] }, false],
  ['named people only', { people: ['小周'] }, false],
])('audience: %s', async (_name, audience, isTold) => {
  expect(await tell(notice('a', { audience }))).toEqual(isTold ? ['new a'] : []);
});

test('what must still be read stands first, then the newest', async () => {
  await tell(
    notice('old', { effective_from: at(START - 3 * HOUR) }),
    notice('must', { effective_from: at(START - 2 * HOUR), must_read: true }),
    notice('new', { effective_from: at(START - HOUR) }),
  );
  const order = async () => (await board.current()).map(({ entry }) => entry.id);
  expect(await order()).toEqual(['must', 'new', 'old']);
  await board.acknowledge((await board.current())[0]?.key ?? '');
  expect(await order()).toEqual(['new', 'must', 'old']);
});
