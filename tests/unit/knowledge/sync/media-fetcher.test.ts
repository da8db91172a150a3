import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256Hex } from '@/lib/core/sha256';
import { createMediaStore, type MediaStore } from '@/lib/knowledge/media/media-store';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { SourcedEntry } from '@/lib/knowledge/store/sourced-entry';
import { createMediaFetcher, type MediaFetcher } from '@/lib/knowledge/sync/media-fetcher';
import { makePng } from '../support/pictures';
import { createTestDisk } from '../support/test-database';

let db: DeskmateDatabase;
let media: MediaStore;
let server: Server;
let origin: string;
let files: Map<string, Uint8Array>;
let hits: string[];
let timers: { run: () => void; delayMs: number }[];
let fetcher: MediaFetcher;
let isGranted: boolean;

beforeEach(async () => {
  db = createTestDisk().open();
  media = createMediaStore(db);
  files = new Map();
  hits = [];
  timers = [];
  isGranted = true;
  server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    hits.push(path);
    const body = files.get(path);
    if (body) response.writeHead(200, { 'content-type': 'image/png' }).end(body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  fetcher = createMediaFetcher({
    media,
    manifestUrl: async (source) => (source === 'gone' ? null : `${origin}manifest.json`),
    fetch,
    hasPermission: async () => isGranted,
    timers: {
      set: (run, delayMs) => {
        // Time limits of single requests are not what is turned by hand here.
        if (delayMs !== 30_000) timers.push({ run, delayMs });
        return run;
      },
      clear: (timer) => {
        timers = timers.filter(({ run }) => run !== timer);
      },
    },
  });
});
afterEach(() => {
  db.close();
  server.closeAllConnections();
  server.close();
});

const entryOf = (id: string, hashes: string[], source = 'feed'): SourcedEntry => ({
  entry: {
    id,
    kind: 'answer',
    title: id,
    answer: 'x',
    media: hashes.map((sha256) => ({ name: 'a.png', type: 'image/png', sha256 })),
  },
  source,
  precedence: 20,
});
const serve = async (mark: string, size?: number) => {
  const png = await makePng(mark, size);
  files.set(`media/${png.sha256}`, png.bytes);
  return png.sha256;
};

test('images of live entries come by themselves while somebody works, each once, and are then there offline', async () => {
  const [a, b] = [await serve('a'), await serve('b')];
  fetcher.want([entryOf('1', [a, b]), entryOf('2', [a])]);
  await fetcher.idle();
  expect(hits).toEqual([]);
  fetcher.setLive(true);
  await fetcher.idle();
  expect(hits.sort()).toEqual([`media/${a}`, `media/${b}`].sort());
  server.closeAllConnections();
  files.clear();
  expect(await fetcher.get('feed', a)).toMatchObject({ ok: true, value: { type: 'image/png' } });
  expect(hits).toHaveLength(2);
});

test('whoever looks at one that has not come yet gets it at once; two looks are one request', async () => {
  const a = await serve('a');
  const [one, two] = await Promise.all([fetcher.get('feed', a), fetcher.get('feed', a)]);
  expect(one).toMatchObject({ ok: true });
  expect(two).toMatchObject({ ok: true });
  expect(hits).toHaveLength(1);
});

test('hostile images are refused with their reason and never kept', async () => {
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>');
  const html = new TextEncoder().encode('<!doctype html><script>x()</script>');
  for (const bytes of [svg, html]) {
    const sha256 = await sha256Hex(bytes);
    files.set(`media/${sha256}`, bytes);
    expect(await fetcher.get('feed', sha256)).toMatchObject({ ok: false, reason: 'not-an-image' });
    expect(await media.get(sha256)).toBeNull();
  }
  const other = (await makePng('other')).bytes;
  files.set(`media/${'0'.repeat(64)}`, other);
  expect(await fetcher.get('feed', '0'.repeat(64))).toMatchObject({ ok: false, reason: 'hash-mismatch' });
  const large = await serve('large', 2_000_001);
  expect(await fetcher.get('feed', large)).toMatchObject({ ok: false, reason: 'too-large' });
  // A name that is no hash names no address at all.
  fetcher.want([entryOf('x', ['../../etc/passwd', 'A'.repeat(64)])]);
  fetcher.setLive(true);
  await fetcher.idle();
  expect(hits.some((path) => path.includes('passwd') || path.includes('AAAA'))).toBe(false);
});

test('one that fails is tried again later and later, not at every beat; without permission nothing is fetched', async () => {
  const { bytes, sha256 } = await makePng('late');
  isGranted = false;
  fetcher.want([entryOf('1', [sha256])]);
  fetcher.setLive(true);
  await fetcher.idle();
  expect(hits).toEqual([]);
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([20_000]);
  isGranted = true;
  timers.shift()?.run();
  await fetcher.idle();
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([40_000]);
  files.set(`media/${sha256}`, bytes);
  expect(await fetcher.get('feed', sha256)).toMatchObject({ ok: true });
});

test('a team that was left takes its images along; one that an own entry took over stays', async () => {
  const [a, b] = [await serve('a'), await serve('b')];
  fetcher.want([entryOf('1', [a]), entryOf('2', [b])]);
  fetcher.setLive(true);
  await fetcher.idle();
  fetcher.want([entryOf('mine', [b], 'own')]);
  fetcher.drop('feed', ['1', '2']);
  await fetcher.sweep();
  expect(await media.get(a)).toBeNull();
  expect(await media.get(b)).not.toBeNull();
  expect(await fetcher.get('gone', 'f'.repeat(64))).toMatchObject({ ok: false, reason: 'unknown' });
});
