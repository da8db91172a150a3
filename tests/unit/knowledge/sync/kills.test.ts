import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { addFeed, mirrored, openClient, streamed } from '../support/client';
import { createFeedServer, currentManifest, type FeedServer, makeRows } from '../support/feed-server';
import { createRandom } from '../support/random';
import { createTestDisk } from '../support/test-database';

let server: FeedServer;
beforeEach(async () => {
  server = await createFeedServer();
});
afterEach(() => server.close());

const byId = (rows: readonly RawRow[]): Map<string, string> =>
  new Map(rows.map((row) => [String(row.id), canonicalJson(row)]));

test.each([1, 2, 3, 4, 5])(
  'a first load that is killed ten times goes on where it was and ends equal (seed %i)',
  async (seed) => {
    const random = createRandom(seed);
    const rows = makeRows(6000);
    await server.publish(rows);
    const disk = createTestDisk();
    for (let kill = 0; kill < 10; kill++) {
      const client = await openClient({ disk });
      await addFeed(client, server.url);
      let left = 1 + Math.floor(random() * 6);
      server.intercept = (path) => {
        if (path.startsWith('shards/') && --left === 0) client.kill();
        return false;
      };
      await client.engine.pullOnce();
      client.kill();
    }
    server.intercept = null;
    const client = await openClient({ disk });
    expect(client.store.size()).toBeGreaterThan(0);
    await client.engine.pullOnce();
    expect(mirrored(client)).toEqual(byId(rows));
    expect(await client.status('feed')).toMatchObject({ version: 1, count: 6000, error: undefined });
    const fetched = [...server.hits].filter(([path]) => path.startsWith('shards/'));
    // Verified shards survive: each kill costs at most what was in flight (6) or waiting for the disk.
    const again = fetched.reduce((sum, [, count]) => sum + count - 1, 0);
    expect(again).toBeLessThanOrEqual(10 * 12);
    client.kill();
  },
);

test('an update that is killed leaves the old version whole until the new one is', async () => {
  const before = makeRows(3000);
  const after = makeRows(3000, '新');
  await server.publish(before);
  const disk = createTestDisk();
  const first = await openClient({ disk });
  await addFeed(first, server.url);
  await first.engine.pullOnce();
  await server.publish(after);
  let left = 9;
  server.intercept = (path) => {
    if (path.startsWith('shards/') && --left === 0) first.kill();
    return false;
  };
  await first.engine.pullOnce();
  first.kill();
  server.intercept = null;
  const second = await openClient({ disk });
  expect(mirrored(second)).toEqual(byId(before));
  expect((await second.status('feed')).version).toBe(1);
  await second.engine.pullOnce();
  expect(mirrored(second)).toEqual(byId(after));
  expect(await streamed(second)).toEqual(second.mirror.entries);
  second.kill();
});

test('when the server moves on in the middle of a first load, the newer version wins and nothing of the old stays', async () => {
  await server.publish(makeRows(3000));
  const client = await openClient();
  await addFeed(client, server.url);
  let left = 8;
  server.intercept = (path, _request, response) => {
    if (!path.startsWith('shards/') || --left > 0) return false;
    response.destroy();
    return true;
  };
  await client.engine.pullOnce();
  expect(await client.status('feed')).toMatchObject({ state: 'error', version: 0 });
  server.intercept = null;
  const rows = makeRows(1000, '新');
  await server.publish(rows);
  await client.engine.pullOnce();
  expect(mirrored(client)).toEqual(byId(rows));
  const db = client.disk.open();
  expect(await db.shards.count()).toBe(currentManifest(server).shards.length);
  db.close();
  client.kill();
});
