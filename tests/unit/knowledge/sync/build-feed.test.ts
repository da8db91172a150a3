import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256Hex } from '@/lib/core/sha256';
import { buildFeed } from '@/lib/knowledge/sync/build-feed';
import { toManifestUrl, toShardUrl } from '@/lib/knowledge/sync/feed-url';
import { createKeyPair, isSignedBy } from '@/lib/knowledge/sync/signature';
import { makeRows } from '../support/feed-server';

const at = { publishedAt: '2026-11-21T00:00:00Z' };
const idsOf = (rows: { id?: unknown }[]) => new Set(rows.map((row) => String(row.id)));

test('equal rows in any order and any key order give equal shards', async () => {
  const rows = makeRows(1000);
  const turned = rows.map((row) => Object.fromEntries(Object.entries(row).reverse())).reverse();
  const [a, b] = [await buildFeed(rows, at), await buildFeed(turned, at)];
  expect(b.manifest).toEqual(a.manifest);
  for (const shard of a.shards)
    expect(shard.path).toBe(`shards/${await sha256Hex(new TextEncoder().encode(shard.text))}.jsonl`);
  expect(a.manifest.shards.reduce((sum, shard) => sum + shard.count, 0)).toBe(1000);
});

test('50,000 entries make shards of about 200, and ten changed ones change at most ten shards', async () => {
  const rows = makeRows(50_000);
  const one = await buildFeed(rows, at);
  const counts = one.manifest.shards.map((shard) => shard.count);
  expect(counts).toHaveLength(256);
  expect(Math.max(...counts)).toBeLessThan(300);
  expect(Math.min(...counts)).toBeGreaterThan(100);
  const next = rows.map((row, i) => (i % 5000 === 0 ? { ...row, answer: 'neu' } : row));
  next.push(...makeRows(2).map((row) => ({ ...row, id: `neu-${row.id}` })));
  const two = await buildFeed(next, { ...at, previous: { manifest: one.manifest, ids: idsOf(rows) } });
  const known = new Set(one.manifest.shards.map((shard) => shard.sha256));
  expect(two.manifest.shards.filter((shard) => !known.has(shard.sha256)).length).toBeLessThanOrEqual(12);
  expect(two.manifest.version).toBe(2);
});

test('growing past the layout changes it only when shards become too full', async () => {
  const small = await buildFeed(makeRows(300), at);
  expect(small.manifest.buckets).toBe(2);
  const previous = { manifest: small.manifest, ids: idsOf(makeRows(300)) };
  expect((await buildFeed(makeRows(790), { ...at, previous })).manifest.buckets).toBe(2);
  expect((await buildFeed(makeRows(900), { ...at, previous })).manifest.buckets).toBe(8);
});

test('removed ids are carried on until they come back', async () => {
  const one = await buildFeed(makeRows(5), at);
  const two = await buildFeed(makeRows(3), { ...at, previous: { manifest: one.manifest, ids: idsOf(makeRows(5)) } });
  expect(two.manifest.removed.sort()).toEqual(['a3', 'a4']);
  const three = await buildFeed(makeRows(4), { ...at, previous: { manifest: two.manifest, ids: idsOf(makeRows(3)) } });
  expect(three.manifest.removed).toEqual(['a4']);
});

test.each([
  ['https://cdn.example/kb/manifest.json', 'https://cdn.example/kb/manifest.json'],
  ['  https://cdn.example/kb/ ', 'https://cdn.example/kb/manifest.json'],
  ['https://cdn.example', 'https://cdn.example/manifest.json'],
  ['http://10.1.2.3:8080/a?token=x#y', 'http://10.1.2.3:8080/a/manifest.json?token=x'],
  ['ftp://cdn.example/', null],
  ['javascript:alert(1)', null],
  ['https://user:pw@cdn.example/', null],
  ['no address', null],
])('manifest address of %s', (given, url) => {
  expect(toManifestUrl(given)).toBe(url);
});

test.each([
  ['shards/a.jsonl', 'https://cdn.example/kb/shards/a.jsonl'],
  ['/other/a.jsonl', 'https://cdn.example/other/a.jsonl'],
  ['https://cdn.example/a', 'https://cdn.example/a'],
  ['https://evil.example/a', null],
  ['//evil.example/a', null],
  ['http://cdn.example/a', null],
  ['data:text/plain,x', null],
])('shard address of %s', (given, url) => {
  expect(toShardUrl(given, 'https://cdn.example/kb/manifest.json?token=x')).toBe(url);
});

test('the command counts versions on, keeps the shards of the version before, signs, and refuses wrong rows whole', () => {
  const dir = mkdtempSync(join(tmpdir(), 'feed-'));
  const out = join(dir, 'out');
  const feed = (...args: string[]): string =>
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/feed.ts', '--out', out, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const manifest = () => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  const write = (name: string, rows: object[]): string => {
    writeFileSync(join(dir, name), rows.map((row) => JSON.stringify(row)).join('\n'));
    return join(dir, name);
  };
  try {
    expect(feed('--in', write('1.jsonl', makeRows(3)))).toContain(
      'version 1: 3 entries in 1 shards (1 new), 0 removed',
    );
    const keys = createKeyPair();
    writeFileSync(join(dir, 'key'), keys.secretKey);
    feed('--in', write('2.jsonl', makeRows(2, '新')), '--key', join(dir, 'key'), '--note', '改口径');
    expect(manifest()).toMatchObject({ version: 2, note: '改口径', removed: ['a2'] });
    expect(isSignedBy(manifest(), keys.publicKey)).toBe(true);
    expect(readdirSync(join(out, 'shards'))).toHaveLength(2);
    expect(() => feed('--in', write('3.jsonl', [{ id: 'x' }, ...makeRows(1), ...makeRows(1)]))).toThrow(
      /1 wrong rows, 1 doubled ids/,
    );
    expect(manifest().version).toBe(2);
    feed('--in', write('4.jsonl', makeRows(1, '末')));
    expect(readdirSync(join(out, 'shards'))).toHaveLength(2);
  } finally {
    rmSync(dir, { recursive: true });
  }
}, 60_000);
