import { afterEach, beforeEach, expect, test } from 'vitest';
import { getDelayMs, LIVE_INTERVAL_MS, MAX_BACKOFF_MS } from '@/lib/knowledge/sync/schedule';
import type { Timers } from '@/lib/knowledge/sync/timers';
import { addFeed, type Client, NOW_MS, openClient } from '../support/client';
import { createFeedServer, type FeedServer, makeRows } from '../support/feed-server';

test.each([
  [0, 5000],
  [1, 10_000],
  [2, 20_000],
  [6, MAX_BACKOFF_MS],
  [1000, MAX_BACKOFF_MS],
])('after %i failures the delay is %i ms ± 20 %%', (failures, base) => {
  expect(getDelayMs(failures, () => 0.5)).toBe(base);
  expect(getDelayMs(failures, () => 0)).toBe(base * 0.8);
  expect(getDelayMs(failures, () => 1)).toBe(base * 1.2);
});

/** Timers turned by hand; request timeouts (20 s and more) are kept apart from the engine's next look. */
function createHandTimers() {
  let pending: { run: () => void; delayMs: number }[] = [];
  const timers: Timers = {
    set(run, delayMs) {
      const timer = { run, delayMs };
      pending.push(timer);
      return timer;
    },
    clear(timer) {
      pending = pending.filter((one) => one !== timer);
    },
  };
  return { timers, delays: () => pending.map((timer) => timer.delayMs), fire: () => pending.shift()?.run() };
}

let server: FeedServer;
let client: Client;
const hand = createHandTimers();
beforeEach(async () => {
  server = await createFeedServer();
  client = await openClient({ timers: hand.timers });
  await addFeed(client, server.url);
});
afterEach(async () => {
  client.kill();
  await server.close();
});

const settled = (state: string): Promise<void> =>
  new Promise((done) => {
    const off = client.engine.onStatus(() => {
      void client.status('feed').then((status) => {
        if (status.state !== state || (state !== 'checking' && hand.delays().length === 0)) return;
        off();
        done();
      });
    });
  });

test('live: looks every five seconds, backs off on failures, comes back at once by "sync now", stops when not live', async () => {
  await server.publish(makeRows(3));
  client.engine.setLive(true);
  await settled('idle');
  expect(hand.delays()).toEqual([LIVE_INTERVAL_MS]);
  expect((await client.status('feed')).nextAtMs).toBe(NOW_MS + LIVE_INTERVAL_MS);
  const kept = new Map(server.files);
  server.files.clear();
  for (const delay of [10_000, 20_000, 40_000]) {
    const failed = settled('error');
    hand.fire();
    await failed;
    expect(hand.delays()).toEqual([delay]);
  }
  for (const [path, text] of kept) server.files.set(path, text);
  await client.engine.syncNow('feed');
  expect(hand.delays()).toEqual([LIVE_INTERVAL_MS]);
  client.engine.setLive(false);
  expect(hand.delays()).toEqual([]);
  await client.engine.pullOnce();
  expect(hand.delays()).toEqual([]);
});

test('calls at the same time share one request', async () => {
  await server.publish(makeRows(3));
  await Promise.all([client.engine.pullOnce(), client.engine.pullOnce(), client.engine.syncNow(null)]);
  expect(server.hits.get('manifest.json')).toBe(1);
});

test('a server that never answers is given up by the time limit', async () => {
  server.intercept = () => true;
  const done = client.engine.pullOnce();
  await expect.poll(() => server.hits.get('manifest.json')).toBe(1);
  expect(hand.delays()).toEqual([20_000]);
  hand.fire();
  await done;
  expect(await client.status('feed')).toMatchObject({ state: 'error', error: 'unreachable' });
});
