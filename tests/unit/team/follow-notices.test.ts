import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Timers } from '@/lib/knowledge/sync/timers';
import { followNotices, type NoticeFollower } from '@/lib/team/notices/follow-notices';
import { createNoticeBoard, type NoticeBoard } from '@/lib/team/notices/notice-board';
import { type Client, NOW_MS, openClient } from '../knowledge/support/client';

let now: number;
let client: Client;
let board: NoticeBoard;
let follower: NoticeFollower;
let told: string[];
let waiting: { run: () => void; delayMs: number } | null;
let waker: (() => void) | null;
const timers: Timers = {
  set(run, delayMs) {
    waiting = { run, delayMs };
    return waiting;
  },
  clear(timer) {
    if (timer === waiting) waiting = null;
  },
};
const nextEvent = (): Promise<void> =>
  new Promise((done) => {
    waker = done;
  });
const notice = (id: string, more = {}) => ({
  id,
  kind: 'notice',
  title: id,
  governs: {},
  wording: `口径${id}`,
  ...more,
});

beforeEach(async () => {
  now = NOW_MS;
  told = [];
  waiting = null;
  waker = null;
  client = await openClient({ clock: { now: () => now } });
  await client.store.putOwn([notice('first'), { id: 'a', answer: 'x' }]);
  board = createNoticeBoard({ db: client.disk.open(), clock: { now: () => now } });
  follower = await followNotices({
    store: client.store,
    board,
    clock: { now: () => now },
    timers,
    audience: () => ({ groups: [], shops: [] }),
    onEvents(events) {
      told.push(...events.map(({ type, notice: { entry } }) => `${type} ${entry.id}`));
      waker?.();
    },
  });
});
afterEach(() => {
  follower.stop();
  client.kill();
});

test('what is there at the start, what comes, is recalled or leaves', async () => {
  expect(told).toEqual(['new first']);
  let event = nextEvent();
  await client.store.putOwn([notice('second')]);
  await event;
  event = nextEvent();
  await client.store.putOwn([notice('second', { state: 'recalled' })]);
  await event;
  expect(told).toEqual(['new first', 'new second', 'recalled second']);
  await client.store.removeOwn(['first']);
  await follower.refresh();
  expect(await board.current()).toEqual([]);
});

test('a notice that starts later is told when its time comes, at the latest after a minute’s sleep', async () => {
  const startMs = NOW_MS + 90_000;
  await client.store.putOwn([notice('later', { effective_from: new Date(startMs).toISOString() })]);
  await follower.refresh();
  expect(waiting?.delayMs).toBe(60_000);
  now += 60_000;
  await follower.refresh();
  expect(waiting?.delayMs).toBe(30_000);
  now = startMs;
  const event = nextEvent();
  waiting?.run();
  await event;
  expect(told.at(-1)).toBe('new later');
  follower.stop();
  expect(waiting).toBeNull();
});
