import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';
import { createKeyPair } from '@/lib/knowledge/sync/signature';
import { addFeed, type Client, mirrored, NOW_MS, openClient, streamed } from '../support/client';
import { createFeedServer, currentManifest, type FeedServer, makeRows } from '../support/feed-server';

let server: FeedServer;
let client: Client;

beforeEach(async () => {
  server = await createFeedServer();
  client = await openClient();
  await addFeed(client, server.url);
});
afterEach(async () => {
  client.kill();
  await server.close();
});

const shardPaths = (): string[] => currentManifest(server).shards.map((shard) => shard.url);
const firstShard = (): string => shardPaths()[0] ?? '';

describe('first load', () => {
  test('brings every entry and the version', async () => {
    await server.publish(makeRows(450));
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ state: 'idle', version: 1, count: 450, error: undefined });
    expect(mirrored(client).size).toBe(450);
    expect(mirrored(client).get('a7')).toBe(canonicalJson(makeRows(450)[7]));
    expect(await streamed(client)).toEqual(client.mirror.entries);
  });

  test('uses what has arrived before the whole is there', async () => {
    await server.publish(makeRows(8000));
    let seen = 0;
    let versionThen = -1;
    client.engine.onStatus(() => {
      if (seen === 0 && client.mirror.entries.size > 0) {
        seen = client.mirror.entries.size;
        void client.status('feed').then((status) => {
          versionThen = status.version;
        });
      }
    });
    await client.engine.pullOnce();
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(8000);
    expect(versionThen).toBe(0);
    expect(client.store.size()).toBe(8000);
  });
});

describe('later versions', () => {
  test('a delta fetches and tells only what changed', async () => {
    const rows = makeRows(2000);
    await server.publish(rows);
    await client.engine.pullOnce();
    const before = server.sentBytes();
    const upsertsBefore = client.mirror.upserts;
    rows[5] = { ...rows[5], answer: '新的说法' };
    await server.publish(rows);
    server.hits.clear();
    await client.engine.pullOnce();
    expect([...server.hits.keys()].filter((path) => path.startsWith('shards/'))).toHaveLength(1);
    expect(server.sentBytes() - before).toBeLessThan(60_000);
    expect(client.mirror.upserts - upsertsBefore).toBe(1);
    expect(mirrored(client).get('a5')).toContain('新的说法');
    expect((await client.status('feed')).version).toBe(2);
  });

  test('an unchanged manifest costs one 304', async () => {
    await server.publish(makeRows(10));
    await client.engine.pullOnce();
    const before = server.sentBytes();
    await client.engine.pullOnce();
    expect(server.sentBytes()).toBe(before);
    expect(await client.status('feed')).toMatchObject({ state: 'idle', version: 1 });
  });

  test('removed entries leave, and their shards leave the disk', async () => {
    const rows = makeRows(600);
    await server.publish(rows);
    await client.engine.pullOnce();
    await server.publish(rows.slice(10));
    await client.engine.pullOnce();
    expect(currentManifest(server).removed).toContain('a3');
    expect(mirrored(client).has('a3')).toBe(false);
    expect(client.store.size()).toBe(590);
    const db = client.disk.open();
    expect((await db.shards.toCollection().primaryKeys()).sort()).toEqual(
      currentManifest(server)
        .shards.map((shard) => shard.sha256)
        .sort(),
    );
    db.close();
  });

  test('an id in removed[] is not live even when a shard still holds it, and comes back when it is given back', async () => {
    await server.publish(makeRows(20));
    const set = (change: object): void => {
      server.files.set('manifest.json', JSON.stringify({ ...currentManifest(server), ...change }));
    };
    set({ version: 2, removed: ['a4'] });
    await client.engine.pullOnce();
    expect(mirrored(client).has('a4')).toBe(false);
    set({ version: 3, removed: ['a4', 'a5'] });
    await client.engine.pullOnce();
    expect(client.store.size()).toBe(18);
    expect(mirrored(client).has('a5')).toBe(false);
    set({ version: 4, removed: [] });
    await client.engine.pullOnce();
    expect(client.store.size()).toBe(20);
    expect(mirrored(client).has('a4')).toBe(true);
  });
});

/** Breaks the server or the feed; the version in use must stay whole and the reason must be told. */
const BROKEN: { name: string; reason: string; breakIt: () => void | Promise<void> }[] = [
  { name: 'nothing there', reason: 'http-404', breakIt: () => server.files.clear() },
  { name: 'server error', reason: 'http-503', breakIt: () => answerAll((response) => response.writeHead(503).end()) },
  { name: 'a login page', reason: 'not-a-feed', breakIt: () => void server.files.set('manifest.json', '<html>') },
  { name: 'other JSON', reason: 'not-a-feed', breakIt: () => void server.files.set('manifest.json', '{"a":1}') },
  {
    name: 'a __proto__ key',
    reason: 'not-a-feed',
    breakIt: () =>
      void server.files.set(
        'manifest.json',
        `{"__proto__":{"x":1},${JSON.stringify(currentManifest(server)).slice(1)}`,
      ),
  },
  {
    name: 'a manifest beyond 1 MB',
    reason: 'too-large',
    breakIt: () => void server.files.set('manifest.json', `{"pad":"${'x'.repeat(1_000_001)}"}`),
  },
  {
    name: 'a manifest that claims a gigabyte',
    reason: 'too-large',
    breakIt: () => answerAll((response) => response.writeHead(200, { 'content-length': '1000000000' }).write('{')),
  },
  {
    name: 'an endless manifest',
    reason: 'too-large',
    breakIt: () =>
      answerAll((response) => {
        const block = Buffer.alloc(65_536, 32);
        const push = (): void => {
          while (!response.destroyed && response.write(block));
        };
        response.on('drain', push);
        push();
      }),
  },
  {
    name: 'more than 2,000 shards',
    reason: 'too-large',
    breakIt: () => {
      const shard = { url: 's', sha256: '0'.repeat(64), count: 1 };
      setManifest({ version: 9, shards: Array.from({ length: 2001 }, () => shard) });
    },
  },
  {
    name: 'a shard on another origin',
    reason: 'not-a-feed',
    breakIt: () =>
      setManifest({ version: 9, shards: [{ url: 'http://10.0.0.1/x', sha256: '0'.repeat(64), count: 1 }] }),
  },
  {
    name: 'a corrupt shard',
    reason: 'hash-mismatch',
    breakIt: async () => {
      await server.publish(makeRows(50, '新'));
      server.files.set(firstShard(), (server.files.get(firstShard()) ?? '').replace('回', '同'));
    },
  },
  {
    name: 'a missing shard',
    reason: 'http-404',
    breakIt: async () => {
      await server.publish(makeRows(50, '新'));
      server.files.delete(firstShard());
    },
  },
  {
    name: 'a shard cut in the middle',
    reason: 'truncated',
    breakIt: async () => {
      await server.publish(makeRows(50, '新'));
      server.intercept = (path, _request, response) => {
        if (!path.startsWith('shards/')) return false;
        response.writeHead(200, { 'content-length': '5000' });
        response.write('x'.repeat(10), () => response.destroy());
        return true;
      };
    },
  },
  {
    name: 'an oversized shard',
    reason: 'too-large',
    breakIt: async () => {
      await server.publish(makeRows(50, '新'));
      server.files.set(firstShard(), 'x'.repeat(4_000_001));
    },
  },
  {
    name: 'a replayed lower version',
    reason: 'version-lower',
    breakIt: () => setManifest({ version: 1, note: 'old' }),
  },
  {
    name: 'the same version with other content',
    reason: 'version-reused',
    breakIt: () => setManifest({ note: 'other' }),
  },
  { name: 'no server at all', reason: 'unreachable', breakIt: () => server.close() },
];

function answerAll(answer: (response: import('node:http').ServerResponse) => unknown): void {
  server.intercept = (_path, _request, response) => {
    answer(response);
    return true;
  };
}

function setManifest(change: object): void {
  server.files.set('manifest.json', JSON.stringify({ ...currentManifest(server), ...change }));
}

describe('a broken feed is refused with its reason and the version in use stays whole', () => {
  test.each(BROKEN)('$name → $reason', async ({ reason, breakIt }) => {
    await server.publish(makeRows(50, '零'));
    await server.publish(makeRows(50));
    await client.engine.pullOnce();
    const before = await streamed(client);
    await breakIt();
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ state: 'error', error: reason, version: 2, count: 50 });
    expect(await streamed(client)).toEqual(before);
    expect(before.size).toBe(50);
  });

  test('a full disk is told and nothing is lost', async () => {
    await server.publish(makeRows(50));
    await client.engine.pullOnce();
    await server.publish(makeRows(50, '新'));
    const put = client.store.feed.putShards;
    client.store.feed.putShards = async () => ({ ok: false, reason: 'disk-full' });
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ error: 'disk-full', version: 1 });
    client.store.feed.putShards = put;
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ error: undefined, version: 2 });
  });

  test('without permission nothing is fetched', async () => {
    await server.publish(makeRows(5));
    client.kill();
    client = await openClient({ hasPermission: async () => false });
    await addFeed(client, server.url);
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ error: 'permission', needsPermission: true, version: 0 });
    expect(server.hits.size).toBe(0);
  });
});

describe('signature', () => {
  const lead = createKeyPair();
  const stranger = createKeyPair();
  const CASES = [
    { name: 'right key', pinned: lead.publicKey, signWith: lead.secretKey, error: undefined, version: 1 },
    { name: 'stranger', pinned: lead.publicKey, signWith: stranger.secretKey, error: 'signature-wrong', version: 0 },
    { name: 'none though pinned', pinned: lead.publicKey, signWith: undefined, error: 'signature-missing', version: 0 },
    { name: 'signed, nothing pinned', pinned: undefined, signWith: stranger.secretKey, error: undefined, version: 1 },
    { name: 'unusable pinned key', pinned: 'AAAA', signWith: lead.secretKey, error: 'signature-wrong', version: 0 },
  ];
  test.each(CASES)('$name', async ({ pinned, signWith, error, version }) => {
    await server.publish(makeRows(5), { secretKey: signWith });
    await addFeed(client, server.url, { publicKey: pinned });
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ error, version });
  });

  test('a key pinned later: what came without it is used no more, and adding the address again does not unpin', async () => {
    await server.publish(makeRows(5));
    await client.engine.pullOnce();
    expect(client.store.size()).toBe(5);
    await addFeed(client, server.url, { publicKey: lead.publicKey });
    expect(client.mirror.entries.size).toBe(0);
    await addFeed(client, server.url);
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ error: 'signature-missing', version: 0, count: 0 });
    await server.publish(makeRows(6), { secretKey: lead.secretKey });
    await client.engine.pullOnce();
    expect(client.store.size()).toBe(6);
  });

  test('a changed note breaks it', async () => {
    await addFeed(client, server.url, { publicKey: lead.publicKey });
    await server.publish(makeRows(5), { secretKey: lead.secretKey });
    setManifest({ note: 'changed on the way' });
    await client.engine.pullOnce();
    expect(await client.status('feed')).toMatchObject({ error: 'signature-wrong', version: 0 });
  });
});

test('a feed for a newer Deskmate: reads what it can and says so', async () => {
  await server.publish([
    ...makeRows(3),
    { id: 'z', kind: 'hologram', title: 'z' },
    { id: 'y', kind: 'card', title: 'no triggers' },
  ]);
  setManifest({ schema: 2 });
  await client.engine.pullOnce();
  expect(await client.status('feed')).toMatchObject({
    state: 'idle',
    error: 'schema-newer',
    version: 1,
    count: 3,
    unreadable: 2,
  });
});

test('a wrong clock is told and decides nothing: a feed that seems to be of the future is taken', async () => {
  await server.publish(makeRows(2));
  const serverMs = NOW_MS + 3 * 86_400_000;
  server.intercept = (_path, _request, response) => {
    response.setHeader('date', new Date(serverMs).toUTCString());
    return false;
  };
  await client.engine.pullOnce();
  const status = await client.status('feed');
  expect(status).toMatchObject({ version: 1, error: undefined });
  expect(Math.abs(status.skewMs ?? 0)).toBe(3 * 86_400_000);
});

test('a shard written as one JSON array is read too', async () => {
  await server.publish(makeRows(3));
  const text = JSON.stringify(makeRows(3));
  const sha256 = await (await import('@/lib/core/sha256')).sha256Hex(new TextEncoder().encode(text));
  server.files.set('all.json', text);
  setManifest({ shards: [{ url: 'all.json', sha256, count: 3 }] });
  await client.engine.pullOnce();
  expect(client.store.size()).toBe(3);
});

test('two feeds: the shop beats the company on the same id, and the company comes back when the shop leaves', async () => {
  const other = await createFeedServer();
  try {
    await server.publish([
      { id: 'x', title: 'x', answer: 'company' },
      { id: 'c', title: 'c', answer: 'only company' },
    ]);
    await other.publish([{ id: 'x', title: 'x', answer: 'shop' }]);
    await client.store.addSource({ id: 'shop', kind: 'feed', level: 'shop', name: 'shop', url: other.url }, 1);
    await client.engine.pullOnce();
    expect([...client.mirror.entries.keys()].sort()).toEqual(['feed\nc', 'shop\nx']);
    await client.store.removeSource('shop');
    expect([...client.mirror.entries.keys()].sort()).toEqual(['feed\nc', 'feed\nx']);
    expect(mirrored(client).get('x')).toContain('"company"');
  } finally {
    await other.close();
  }
});

test('a source removed in the middle of its pull does not come back', async () => {
  await server.publish(makeRows(50));
  server.intercept = (path, _request, response) => {
    if (!path.startsWith('shards/')) return false;
    void client.store.removeSource('feed').then(() => response.writeHead(200).end(server.files.get(path)));
    return true;
  };
  await client.engine.pullOnce();
  expect(await client.engine.status()).toEqual([]);
  expect(client.store.size()).toBe(0);
  const db = client.disk.open();
  expect(await db.manifests.count()).toBe(0);
  db.close();
});

test('bundled files are trusted at any version', async () => {
  await client.store.removeSource('feed');
  await client.store.addSource(
    { id: 'starter', kind: 'bundled', level: 'starter', name: 'starter', url: server.url },
    1,
  );
  await server.publish(makeRows(5));
  await server.publish(makeRows(5, '新'));
  await client.engine.pullOnce();
  server.files.set('manifest.json', JSON.stringify({ ...currentManifest(server), version: 1, note: 'a fresh build' }));
  await client.engine.syncNow('starter');
  expect(await client.status('starter')).toMatchObject({ version: 1, error: undefined });
});
