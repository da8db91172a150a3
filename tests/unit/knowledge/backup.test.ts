import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Backup, createBackup } from '@/lib/knowledge/backup/backup';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import { addFeed, type Client, NOW_MS, openClient } from './support/client';
import { makeRows } from './support/feed-server';

let now = NOW_MS;
const clock = { now: () => now };
let client: Client;
let db: DeskmateDatabase;
let backup: Backup;
beforeEach(async () => {
  now = NOW_MS;
  client = await openClient({ clock });
  db = client.disk.open();
  backup = createBackup({ db, store: client.store, clock });
});
afterEach(() => {
  db.close();
  client.kill();
});

test('what is on this machine only comes back on another one, secrets and feed contents stay out', async () => {
  await client.store.putOwn([{ id: 'me', answer: '我的', scope: 'me', x_own: [1] }]);
  await addFeed(client, 'https://kb.example/manifest.json', { publicKey: 'k' });
  await db.shops.put({ shopId: 'default', name: '', facts: { return_days: 7 }, updatedAtMs: 1 });
  await db.settings.bulkPut([
    { key: 'language', value: 'en' },
    { key: 'secret.s3', value: 'AKID-SECRET' },
  ]);
  await db.pins.put({ key: '["own","me"]', order: 1 });
  await db.recents.put({ key: '["own","me"]', atMs: 5, uses: 2 });
  const text = await backup.create();
  expect(text).not.toContain('AKID-SECRET');

  const other = await openClient({ clock });
  const otherDb = other.disk.open();
  await otherDb.settings.put({ key: 'secret.s3', value: 'mine' });
  const restored = await createBackup({ db: otherDb, store: other.store, clock }).restore(text);
  expect(restored).toEqual({ ok: true, value: { entries: 1 } });
  expect(await other.store.ownRows()).toEqual([{ id: 'me', answer: '我的', scope: 'me', x_own: [1] }]);
  expect([...other.mirror.entries.keys()]).toEqual(['own\nme']);
  expect(await otherDb.shops.toArray()).toEqual(await db.shops.toArray());
  expect(await otherDb.pins.toArray()).toEqual(await db.pins.toArray());
  expect(await otherDb.recents.toArray()).toEqual(await db.recents.toArray());
  expect((await otherDb.settings.get('language'))?.value).toBe('en');
  expect((await otherDb.settings.get('secret.s3'))?.value).toBe('mine');
  expect(await other.store.listSources()).toMatchObject([{ id: 'feed', publicKey: 'k', version: 0, count: 0 }]);
  otherDb.close();
  other.kill();
});

const valid = { app: 'deskmate', schema: 1, at: '', own: [{ id: 'a', answer: 'x' }] };
test.each([
  ['no JSON', 'x', 'not-a-backup'],
  ['a list', '[]', 'not-a-backup'],
  ['of something else', '{"app":"other"}', 'not-a-backup'],
  ['a prototype key', '{"app":"deskmate","schema":1,"__proto__":{"x":1}}', 'not-a-backup'],
  ['of a newer Deskmate', JSON.stringify({ ...valid, schema: 2 }), 'newer'],
  ['a wrong shop', JSON.stringify({ ...valid, shops: [{ shopId: '' }] }), 'invalid'],
  ['a wrong entry', JSON.stringify({ ...valid, own: [...valid.own, { id: 'b' }] }), 'invalid'],
  [
    'a feed address that is none',
    JSON.stringify({ ...valid, sources: [{ id: 's', kind: 'feed', level: 'shop', name: '', url: 'javascript:1' }] }),
    'invalid',
  ],
])('%s is refused whole', async (_name, text, reason) => {
  expect(await backup.restore(text)).toMatchObject({ ok: false, reason });
  expect(client.store.size()).toBe(0);
  expect(await db.sources.count()).toBe(0);
});

test('after fifty changes a backup is due, and one settles it', async () => {
  await client.store.putOwn(makeRows(49));
  expect(await backup.changes()).toMatchObject({ count: 49, isDue: false });
  now += 1000;
  await client.store.removeOwn(['a0']);
  await client.store.putOwn([{ id: 'new', answer: 'x' }]);
  expect(await backup.changes()).toMatchObject({ count: 50, isDue: true });
  await backup.create();
  expect(await backup.changes()).toMatchObject({ count: 0, isDue: false });
  now += 1000;
  await client.store.putOwn([{ id: 'new', answer: 'y' }]);
  expect((await backup.changes()).count).toBe(1);
});
