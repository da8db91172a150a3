import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { createMediaStore } from '@/lib/knowledge/media/media-store';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import { createKeyPair, isSignedBy } from '@/lib/knowledge/sync/signature';
import type { FileContent } from '@/lib/team/publish/bundle-writer';
import { createCollectedWriter } from '@/lib/team/publish/collected-writer';
import { toWriter } from '@/lib/team/publish/destinations';
import { createFolderWriter, type FolderHandle } from '@/lib/team/publish/folder-writer';
import { createHttpPutWriter } from '@/lib/team/publish/http-put-writer';
import { createPublisher, type Publisher, type PublisherDeps } from '@/lib/team/publish/publisher';
import { createS3Writer } from '@/lib/team/publish/s3-writer';
import { zipFiles } from '@/lib/team/publish/zip-files';
import { addFeed, type Client, NOW_MS, openClient } from '../knowledge/support/client';
import { createFeedServer, type FeedServer, makeRows } from '../knowledge/support/feed-server';
import { makePng } from '../knowledge/support/pictures';
import { createFakeS3, S3_KEYS } from './support/fake-s3';
import { createMemoryWriter, type MemoryWriter } from './support/memory-writer';

let lead: Client;
let db: DeskmateDatabase;
let writer: MemoryWriter;
beforeEach(async () => {
  lead = await openClient();
  db = lead.disk.open();
  writer = createMemoryWriter();
});
afterEach(() => {
  db.close();
  lead.kill();
});

const publisherOf = (more: Partial<PublisherDeps> = {}): Publisher =>
  createPublisher({ db, clock: createFixedClock(NOW_MS), ownRows: () => lead.store.ownRows(), ...more });
const put = (...rows: object[]) => lead.store.putOwn(rows.map((row) => ({ ...row })));
const manifest = () => JSON.parse(writer.files.get('manifest.json') ?? '{}');
const published = (): string[] =>
  manifest().shards.flatMap((shard: { url: string }) =>
    (writer.files.get(shard.url) ?? '').split('\n').filter(Boolean),
  );

async function publish(publisher: Publisher, note = '') {
  const done = await publisher.publish(writer, { note });
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

test('what is mine, a draft or in review never leaves; retired entries do, to take the id back', async () => {
  await put(
    { id: 'team', answer: 'x', scope: 'team' },
    { id: 'plain', answer: 'x' },
    { id: 'gone', answer: 'x', status: 'retired' },
    { id: 'mine', answer: 'secret', scope: 'me' },
    { id: 'draft', answer: 'x', status: 'draft' },
    { id: 'review', answer: 'x', status: 'review' },
  );
  const publisher = publisherOf();
  const plan = await publisher.plan(writer);
  expect(plan).toMatchObject({ ok: true, value: { version: 1, kept: 3 } });
  expect(writer.files.size).toBe(0);
  await publish(publisher);
  expect(
    published()
      .map((line) => JSON.parse(line).id)
      .sort(),
  ).toEqual(['gone', 'plain', 'team']);
  expect([...writer.files.values()].join()).not.toContain('secret');
});

test('shards are written first, the manifest last, and shards that lie there are not written again', async () => {
  await put(...makeRows(600));
  await publish(publisherOf());
  expect(writer.writes.length).toBeGreaterThan(2);
  expect(writer.writes.at(-1)).toBe('manifest.json');
  writer.writes = [];
  await put({ ...makeRows(1)[0], answer: '新' });
  await publish(publisherOf());
  expect(writer.writes).toHaveLength(2);
  expect(manifest().version).toBe(2);
});

test('the diff names what agents will see change', async () => {
  await put({ id: 'a', answer: '1' }, { id: 'b', answer: '1' }, { id: 'c', answer: '1' });
  const publisher = publisherOf();
  await publish(publisher);
  await put({ id: 'b', answer: '2' }, { id: 'd', answer: '1' });
  await lead.store.removeOwn(['c']);
  const plan = await publisher.plan(writer);
  if (!plan.ok) throw new Error(plan.reason);
  const { diff, version } = plan.value;
  expect(version).toBe(2);
  expect(diff.added.map((row) => row.id)).toEqual(['d']);
  expect(diff.changed.map(({ before, after }) => [before.answer, after.answer])).toEqual([['1', '2']]);
  expect(diff.removed.map((row) => row.id)).toEqual(['c']);
  await publish(publisher);
  expect(manifest().removed).toEqual(['c']);
});

test('rollback brings back the content of an earlier version as a new version', async () => {
  const publisher = publisherOf();
  await put({ id: 'a', answer: '一' }, { id: 'b', answer: '一' });
  await publish(publisher, '第一版');
  await put({ id: 'a', answer: '二' });
  await lead.store.removeOwn(['b']);
  await publish(publisher, '第二版');
  const back = await publisher.rollback(writer, 1, { note: '退回' });
  expect(back).toMatchObject({ ok: true, value: { version: 3, rollbackOf: 1, count: 2 } });
  expect(published().map((line) => JSON.parse(line).answer)).toEqual(['一', '一']);
  expect(manifest().removed).toEqual([]);
  expect((await publisher.history()).map(({ version, note }) => [version, note])).toEqual([
    [3, '退回'],
    [2, '第二版'],
    [1, '第一版'],
  ]);
  expect(await publisher.rollback(writer, 9, { note: '' })).toMatchObject({ ok: false, reason: 'unknown-version' });
});

test('the version counts on from what lies there, also when another lead published it', async () => {
  await put({ id: 'a', answer: 'x' });
  await publish(publisherOf());
  writer.files.set('manifest.json', JSON.stringify({ ...manifest(), version: 41 }));
  expect((await publish(publisherOf())).version).toBe(42);
});

test('somebody publishing at the same time is noticed before the manifest is overwritten', async () => {
  await put({ id: 'a', answer: 'x' });
  await publish(publisherOf());
  await put({ id: 'a', answer: 'y' });
  let looks = 0;
  writer.onRead = (path) => {
    if (path === 'manifest.json' && ++looks === 2)
      writer.files.set(path, JSON.stringify({ ...manifest(), version: 7, note: 'other' }));
  };
  expect(await publisherOf().publish(writer, { note: '' })).toMatchObject({ ok: false, reason: 'changed-meanwhile' });
  expect(manifest()).toMatchObject({ version: 7, note: 'other' });
});

test.each([
  ['shards/', 'http-500'],
  ['manifest', 'denied'],
] as const)('a write of %s that fails leaves the old version readable and is told', async (path, reason) => {
  await put(...makeRows(500));
  await publish(publisherOf());
  const before = writer.files.get('manifest.json');
  await put(...makeRows(500, '新'));
  writer.failOn = (name) => (name.startsWith(path) ? reason : null);
  expect(await publisherOf().publish(writer, { note: '' })).toMatchObject({ ok: false, reason });
  expect(writer.files.get('manifest.json')).toBe(before);
  expect(await publisherOf().history()).toHaveLength(1);
});

test('something else at the destination is not overwritten', async () => {
  writer.files.set('manifest.json', '{"name":"a web app"}');
  await put({ id: 'a', answer: 'x' });
  expect(await publisherOf().publish(writer, { note: '' })).toMatchObject({ ok: false, reason: 'not-a-feed' });
  expect(writer.files.get('manifest.json')).toBe('{"name":"a web app"}');
});

test('the signature covers the manifest as written; an unusable key publishes nothing', async () => {
  const keys = createKeyPair();
  await put({ id: 'a', answer: 'x' });
  expect(await publisherOf().publish(writer, { note: '', secretKey: 'AAAA' })).toMatchObject({ reason: 'bad-key' });
  expect(writer.files.size).toBe(0);
  expect(await publisherOf().publish(writer, { note: '口径', secretKey: keys.secretKey })).toMatchObject({ ok: true });
  expect(isSignedBy(manifest(), keys.publicKey)).toBe(true);
});

test('what is read back must be what was written: a wrong shard stops before the manifest', async () => {
  await put(...makeRows(3));
  await publish(publisherOf());
  const before = writer.files.get('manifest.json');
  await put({ id: 'a1', answer: '新' });
  writer.onRead = (path) => {
    if (path.startsWith('shards/') && writer.writes.includes(path)) writer.files.set(path, 'half');
  };
  expect(await publisherOf().publish(writer, { note: '' })).toMatchObject({ reason: 'not-verified' });
  expect(writer.files.get('manifest.json')).toBe(before);
});

test('progress counts the files to write and ends with the manifest', async () => {
  await put(...makeRows(500));
  const steps: string[] = [];
  await publisherOf().publish(writer, {
    note: '',
    onProgress: ({ step, done, total }) => steps.push(`${step} ${done}/${total}`),
  });
  const total = writer.writes.length;
  expect(steps[0]).toBe(`shards 0/${total}`);
  expect(steps.slice(-2)).toEqual([`manifest ${total - 1}/${total}`, `done ${total}/${total}`]);
});

test('a recall is never held up by the wording that it takes back', async () => {
  const publisher = publisherOf({ findProblems: () => [{ type: 'absolute_claim', severity: 'red', span: 'x' }] });
  await put({ id: 'n', kind: 'notice', title: '口径', governs: {}, wording: '全网第一', state: 'recalled' });
  expect(await publisher.publish(writer, { note: '' })).toMatchObject({ ok: true });
});

test('a red finding blocks until a reason is given, which the history keeps', async () => {
  const publisher = publisherOf({
    findProblems: (text) => (text.includes('第一') ? [{ type: 'absolute_claim', severity: 'red', span: '第一' }] : []),
  });
  await put({ id: 'a', answer: '全网第一' }, { id: 'i', answer: '第一条（内部）', internal: true });
  expect(await publisher.plan(writer)).toMatchObject({
    value: { red: [{ id: 'a', type: 'absolute_claim', span: '第一' }] },
  });
  expect(await publisher.publish(writer, { note: '' })).toMatchObject({ reason: 'red-findings' });
  expect(writer.files.size).toBe(0);
  const done = await publisher.publish(writer, { note: '', overrideReason: '引用原话' });
  expect(done).toMatchObject({ ok: true, value: { overrideReason: '引用原话' } });
});

test('images travel with the entries that name them, before the manifest, each once; mine and those of drafts stay', async () => {
  const media = createMediaStore(db);
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((mark) => makePng(mark)));
  if (!a || !b || !c) throw new Error('no pictures');
  for (const { bytes } of [a, b, c]) await media.put(bytes);
  const named = (sha256: string) => ({ media: [{ name: 'x.png', type: 'image/png', sha256 }] });
  await put(
    { id: 'team', answer: 'x', ...named(a.sha256) },
    { id: 'same', answer: 'y', ...named(a.sha256) },
    { id: 'mine', answer: 'z', scope: 'me', ...named(b.sha256) },
    { id: 'draft', answer: 'z', status: 'draft', ...named(c.sha256) },
  );
  const publisher = publisherOf({ media });
  await publish(publisher);
  expect([...writer.media]).toEqual([[`media/${a.sha256}`, a.bytes]]);
  expect(writer.writes.at(-1)).toBe('manifest.json');
  expect(writer.writes.filter((path) => path.startsWith('media/'))).toHaveLength(1);

  writer.writes = [];
  await put({ id: 'draft', answer: 'z', status: 'published', ...named(c.sha256) });
  await publish(publisher);
  expect(writer.writes.filter((path) => path.startsWith('media/'))).toEqual([`media/${c.sha256}`]);

  // Another machine of the lead does not know what lies there: it looks, and writes what is broken.
  await db.publications.clear();
  writer.media.set(`media/${c.sha256}`, b.bytes);
  writer.writes = [];
  await publish(publisher);
  expect(writer.writes.filter((path) => path.startsWith('media/'))).toEqual([`media/${c.sha256}`]);

  await put({ id: 'gap', answer: 'x', ...named('d'.repeat(64)) });
  expect(await publisher.plan(writer)).toMatchObject({ value: { imageless: ['gap'] } });
});

/** A folder as the browser hands it out when it is picked. */
function createFakeFolder(): { files: Map<string, FileContent>; folder: (path: string) => FolderHandle } {
  const files = new Map<string, FileContent>();
  const folder = (path: string): FolderHandle => ({
    getDirectoryHandle: async (name) => folder(`${path}${name}/`),
    async getFileHandle(name, { create }) {
      const full = path + name;
      if (!create && !files.has(full)) throw Object.assign(new Error(), { name: 'NotFoundError' });
      let written: FileContent = '';
      return {
        getFile: async () => new Blob([files.get(full) ?? '']),
        createWritable: async () => ({
          write: async (text) => {
            written = text;
          },
          close: async () => void files.set(full, written),
        }),
      };
    },
  });
  return { files, folder };
}

describe('destinations', () => {
  test('zip: files in upload order, manifest last', async () => {
    await put(...makeRows(500));
    const zip = createCollectedWriter();
    await publisherOf().publish(zip, { note: '' });
    const names = Object.keys(
      unzipSync(
        zipFiles(
          zip.files().map((file) => ({ path: file.path, content: 'text' in file ? file.text : new Uint8Array() })),
        ),
      ),
    );
    expect(names.length).toBeGreaterThan(2);
    expect(names.at(-1)).toBe('manifest.json');
  });

  test('S3: every request is rightly signed, the manifest is never cached', async () => {
    const s3 = await createFakeS3();
    try {
      const bucket = toWriter({ kind: 's3', ...S3_KEYS, bucketUrl: s3.bucketUrl, prefix: '/kb/' }, fetch);
      await put(...makeRows(3));
      expect(await publisherOf().publish(bucket, { note: '' })).toMatchObject({ ok: true });
      expect(s3.writes.at(-1)).toBe('kb/manifest.json');
      expect(s3.objects.get('kb/manifest.json')?.cacheControl).toBe('no-cache');
      await put({ id: 'a1', answer: '新' });
      expect(await publisherOf().publish(bucket, { note: '' })).toMatchObject({ ok: true, value: { version: 2 } });
      const wrong = createS3Writer({ ...S3_KEYS, secretAccessKey: 'x', bucketUrl: s3.bucketUrl, fetch });
      expect(await publisherOf().publish(wrong, { note: '' })).toMatchObject({ reason: 'denied' });
    } finally {
      await s3.close();
    }
  });

  test('an image goes to every kind of place, with its bytes, before the manifest', async () => {
    const media = createMediaStore(db);
    const { bytes, sha256 } = await makePng('尺码表');
    await media.put(bytes);
    await put({ id: 'a', answer: 'x', media: [{ name: 'a.png', type: 'image/png', sha256 }] });
    const path = `media/${sha256}`;
    const { files, folder } = createFakeFolder();
    const zip = createCollectedWriter();
    const s3 = await createFakeS3();
    try {
      for (const place of [
        createS3Writer({ ...S3_KEYS, bucketUrl: s3.bucketUrl, fetch }),
        createFolderWriter(folder('')),
        zip,
      ])
        expect(await publisherOf({ media }).publish(place, { note: '' })).toMatchObject({ ok: true });
      expect([s3.writes.at(-1), [...files.keys()].at(-1), zip.files().at(-1)?.path]).toEqual(
        Array.from({ length: 3 }, () => 'manifest.json'),
      );
      expect(new Uint8Array(s3.objects.get(path)?.body ?? [])).toEqual(bytes);
      expect(files.get(path)).toEqual(bytes);
      expect(zip.files()).toContainEqual({ path, sha256 });
    } finally {
      await s3.close();
    }
  });

  test('HTTP PUT with basic auth; a missing folder is made (WebDAV)', async () => {
    const server = await createFeedServer();
    let hasFolder = false;
    server.intercept = (path, request, response) => {
      if (request.headers.authorization !== `Basic ${btoa('lead:pw')}`) response.writeHead(401).end();
      else if (request.method === 'MKCOL') {
        hasFolder = true;
        response.writeHead(201).end();
      } else if (request.method === 'PUT') {
        let text = '';
        request.setEncoding('utf8');
        request.on('data', (block: string) => {
          text += block;
        });
        request.on('end', () => {
          const isThere = hasFolder || !path.includes('shards/');
          if (isThere) server.files.set(path, text);
          response.writeHead(isThere ? 201 : 409).end();
        });
      } else return false;
      return true;
    };
    try {
      await put(...makeRows(3));
      const options = { url: server.url.replace('/manifest.json', ''), fetch, user: 'lead' };
      expect(
        await publisherOf().publish(createHttpPutWriter({ ...options, password: 'no' }), { note: '' }),
      ).toMatchObject({ reason: 'denied' });
      expect(
        await publisherOf().publish(createHttpPutWriter({ ...options, password: 'pw' }), { note: '' }),
      ).toMatchObject({ ok: true });
      expect([...server.files.keys()].at(-1)).toBe('manifest.json');
    } finally {
      await server.close();
    }
    expect(await createHttpPutWriter({ url: server.url, fetch }).read('manifest.json')).toEqual({
      ok: false,
      reason: 'unreachable',
    });
  });

  test('a picked folder', async () => {
    const { files, folder } = createFakeFolder();
    await put(...makeRows(3));
    expect(await publisherOf().publish(createFolderWriter(folder('')), { note: '' })).toMatchObject({
      ok: true,
      value: { version: 1 },
    });
    expect([...files.keys()].at(-1)).toBe('manifest.json');
    expect(await publisherOf().publish(createFolderWriter(folder('')), { note: '' })).toMatchObject({
      value: { version: 2 },
    });
  });
});

test('publish → agents have it; recall by a later version → gone', async () => {
  const server: FeedServer = await createFeedServer();
  const agent = await openClient();
  try {
    const files = createMemoryWriter(server.files);
    const publisher = publisherOf();
    await put({ id: 'n', kind: 'notice', title: '口径', governs: { scenes: ['presale.care'] }, wording: '统一这样说' });
    await publisher.publish(files, { note: '' });
    await addFeed(agent, server.url);
    await agent.engine.pullOnce();
    expect([...agent.mirror.entries.keys()]).toEqual(['feed\nn']);
    await lead.store.removeOwn(['n']);
    await publisher.publish(files, { note: '' });
    await agent.engine.pullOnce();
    expect(agent.mirror.entries.size).toBe(0);
  } finally {
    agent.kill();
    await server.close();
  }
});
