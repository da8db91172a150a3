import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import type { EntryListQuery } from '@/lib/knowledge/store/entry-list';
import { createKnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { readHistory } from '@/lib/knowledge/store/own-writer';
import { addFeed, type Client, NOW_MS, openClient, streamed } from '../support/client';
import { createFeedServer, type FeedServer, makeRows } from '../support/feed-server';

let server: FeedServer;
let client: Client;

beforeEach(async () => {
  server = await createFeedServer();
  client = await openClient();
});
afterEach(async () => {
  client.kill();
  await server.close();
});

async function loadFeed(rows: Parameters<FeedServer['publish']>[0]): Promise<void> {
  await server.publish(rows);
  await addFeed(client, server.url);
  await client.engine.pullOnce();
}

test('an own entry hides the feed entry of that id, and removing it brings the feed entry back', async () => {
  await loadFeed(makeRows(3));
  await client.store.putOwn([{ id: 'a1', answer: '本店说法' }]);
  expect([...client.mirror.entries.keys()].sort()).toEqual(['feed\na0', 'feed\na2', 'own\na1']);
  expect((await client.store.get('feed', 'a1'))?.title).toBe('标题1');
  await client.store.removeOwn(['a1']);
  expect([...client.mirror.entries.keys()].sort()).toEqual(['feed\na0', 'feed\na1', 'feed\na2']);
  expect(await streamed(client)).toEqual(client.mirror.entries);
});

test('after a restart the same is live, told in batches, highest precedence first', async () => {
  await loadFeed(makeRows(300));
  await client.store.putOwn([
    { id: 'a1', answer: '本店说法' },
    { id: 'mine', answer: '我的', status: 'draft' },
  ]);
  const print = client.store.fingerprint();
  client.kill();
  const again = await openClient({ disk: client.disk });
  expect(again.mirror.entries).toEqual(client.mirror.entries);
  expect(again.mirror.upserts).toBe(300);
  expect([...again.mirror.entries.keys()][0]).toBe('own\na1');
  expect(again.store.fingerprint()).toBe(print);
  await again.store.putOwn([{ id: 'a1', answer: '再改' }]);
  expect(again.store.fingerprint()).not.toBe(print);
});

test('putOwn takes all rows or none and names the wrong one', async () => {
  const outcome = await client.store.putOwn([
    { id: 'good', answer: 'x' },
    { id: 'bad', kind: 'card', title: 't' },
  ]);
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
  expect(outcome.ok ? '' : outcome.detail).toContain('bad');
  expect(await client.store.ownRows()).toEqual([]);
  expect(client.store.size()).toBe(0);
});

test('groups decide what is live and can change at any time', async () => {
  await client.store.putOwn([
    { id: 'night', answer: 'n', groups: ['夜班'] },
    { id: 'all', answer: 'a' },
  ]);
  expect([...client.mirror.entries.keys()]).toEqual(['own\nall']);
  await client.store.setGroups(['夜班']);
  expect(client.store.size()).toBe(2);
  await client.store.setGroups(['白班']);
  expect([...client.mirror.entries.keys()]).toEqual(['own\nall']);
});

test('tick opens and closes validity windows by the clock', async () => {
  client.kill();
  let now = NOW_MS;
  client = await openClient({ clock: { now: () => now } });
  await client.store.putOwn([{ id: 'sale', answer: 's', valid_from: new Date(NOW_MS + 1000).toISOString() }]);
  expect(client.store.size()).toBe(0);
  expect(await client.store.tick()).toBe(NOW_MS + 1000);
  now = NOW_MS + 1000;
  expect(await client.store.tick()).toBeNull();
  expect([...client.mirror.entries.keys()]).toEqual(['own\nsale']);
});

test('the list pages, filters, and shows what is hidden only when its source is asked for', async () => {
  await loadFeed([
    ...makeRows(250),
    { id: 'c', kind: 'card', title: '洗护', scene: 'care', body: '冷水手洗', triggers: [{ any: ['洗'] }] },
  ]);
  await client.store.putOwn([{ id: 'a3', answer: 'ＡＢＣ 全角', status: 'draft', title: '草稿' }]);
  const list = client.store.list;
  const first = await list({ limit: 2 });
  expect(first.total).toBe(251);
  expect(first.rows[0]).toMatchObject({ id: 'a3', source: 'own', status: 'draft' });
  const pages = [...first.rows, ...(await list({ offset: 2, limit: 1000 })).rows];
  expect(new Set(pages.map((row) => row.id)).size).toBe(251);
  expect(await list({ kind: 'card' })).toMatchObject({ total: 1, rows: [{ id: 'c', kind: 'card', scene: 'care' }] });
  expect((await list({ text: '手洗' })).rows.map((row) => row.id)).toEqual(['c']);
  expect((await list({ text: 'abc 全角' })).rows.map((row) => row.id)).toEqual(['a3']);
  expect((await list({ scene: 'care', kind: 'answer' })).total).toBe(0);
  expect((await list({ source: 'feed', text: '标题3' })).rows.some((row) => row.id === 'a3')).toBe(true);
  expect((await list({ status: 'draft' })).total).toBe(1);
});

test('the list narrows to a folder, to what is due, and counts folders; rows come as given', async () => {
  const own = [
    { id: 'a', answer: '1', folder: '售后/退货', verify_by: '2026-11-20', x_own: { deep: [1] } },
    { id: 'b', answer: '2', folder: '售后', verify_by: '2026-12-20' },
    { id: 'c', answer: '3', verify_by: '2026-11-01', status: 'retired' },
    { id: 'd', answer: '4', folder: '售后服务' },
  ];
  await loadFeed([{ id: 'f', answer: '5', folder: '售后/退货' }]);
  await client.store.putOwn(own);
  const ids = async (query: EntryListQuery) => (await client.store.list(query)).rows.map((row) => row.id).sort();
  expect(await ids({ folder: '售后' })).toEqual(['a', 'b', 'f']);
  expect(await ids({ folder: '' })).toEqual(['c']);
  expect(await ids({ dueByMs: NOW_MS })).toEqual(['a']);
  expect(await ids({ dueByMs: NOW_MS + 40 * 86_400_000 })).toEqual(['a', 'b']);
  expect(await client.store.folders({ folder: '售后' })).toEqual(
    expect.arrayContaining([
      { path: '售后/退货', count: 2 },
      { path: '', count: 1 },
    ]),
  );
  expect(
    await client.store.rowsOf([
      { source: 'feed', id: 'f' },
      { source: 'own', id: 'a' },
      { source: 'own', id: 'none' },
    ]),
  ).toEqual([{ id: 'f', answer: '5', folder: '售后/退货' }, own[0]]);
  await client.store.putOwn([{ id: 'a', answer: '1', folder: '售前' }]);
  expect(await ids({ folder: '售后' })).toEqual(['b', 'f']);
});

test.each(['说"好"', '反\\斜', '第二行', 'emoji😀', '５折'])(
  'the list finds %s although JSON may write it otherwise',
  async (word) => {
    await loadFeed([{ id: 'x', answer: '他说"好"，反\\斜\n第二行 Emoji😀 5折' }, ...makeRows(300)]);
    expect((await client.store.list({ text: word })).rows.map((row) => row.id)).toEqual(['x']);
  },
);

test('slots are counted over live answers only, once per answer', async () => {
  await loadFeed([
    { id: 's1', answer: '{{ship_time}}发，{{ship_time|尽快}}' },
    { id: 's2', answer: '{{ ship_time }} {{courier}}' },
    { id: 's3', answer: '{{courier}}', status: 'draft' },
    { id: 's4', kind: 'card', title: 't', body: '{{courier}}', triggers: [{ any: ['x'] }] },
  ]);
  expect(client.store.countSlots()).toEqual({ ship_time: 2, courier: 1 });
  await client.store.putOwn([{ id: 's2', answer: '中通' }]);
  expect(client.store.countSlots()).toEqual({ ship_time: 1 });
});

test('the history keeps what was replaced or removed, newest first, and nothing when nothing changed', async () => {
  const put = (answer: string) => client.store.putOwn([{ id: 'h', answer }]);
  for (const answer of ['一', '二', '二', '三']) await put(answer);
  await client.store.removeOwn(['h', 'not-there']);
  const db = client.disk.open();
  expect((await readHistory(db, 'h')).map(({ row, by }) => [row.answer, by])).toEqual([
    ['三', 'removal'],
    ['二', 'change'],
    ['一', 'change'],
  ]);
  for (let i = 0; i < 60; i++) await put(String(i));
  expect(await readHistory(db, 'h')).toHaveLength(50);
  db.close();
});

test('a source named again before opening does not come in ahead of its place', async () => {
  await loadFeed(makeRows(3));
  await client.store.putOwn([{ id: 'a1', answer: '本店说法' }]);
  client.kill();
  const db = client.disk.open();
  const store = createKnowledgeStore({ db, clock: createFixedClock(NOW_MS) });
  const told: string[] = [];
  store.onChange(({ upserts }) => told.push(...upserts.map(({ source, entry }) => `${source} ${entry.id}`)));
  await store.addSource({ id: 'feed', kind: 'feed', level: 'company', name: 'feed', url: server.url }, NOW_MS);
  await store.open((batch) => told.push(...batch.map(({ source, entry }) => `${source} ${entry.id}`)));
  expect(told.sort()).toEqual(['feed a0', 'feed a2', 'own a1']);
  db.close();
});
