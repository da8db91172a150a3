import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toBase64 } from '@/lib/core/base64';
import { makePng } from '../knowledge/support/pictures';

const ROOT = resolve(import.meta.dirname, '../../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'feed-command-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('npm run feed: what is mine stays at home, internal rows go along marked, pictures become files of their own', async () => {
  const { bytes, sha256 } = await makePng('尺码表');
  const data = toBase64(bytes);
  const rows = [
    { id: 'team', kind: 'answer', title: 't', answer: 'x', media: [{ name: 'a', type: 'image/png', sha256, data }] },
    { id: 'mine', kind: 'answer', title: 't', answer: '我的私房话', scope: 'me' },
    { id: 'inside', kind: 'card', title: 't', body: '只给客服看', triggers: [{ any: ['x'] }], internal: true },
  ];
  writeFileSync(join(folder, 'kb.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  const out = join(folder, 'out');
  const said = execFileSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/feed.ts', '--in', join(folder, 'kb.jsonl'), '--out', out],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(said).toContain('1 rows of scope me left out');
  const shards = readdirSync(join(out, 'shards')).map((name) => readFileSync(join(out, 'shards', name), 'utf8'));
  const published = shards.flatMap((text) => text.split('\n').filter(Boolean)).map((line) => JSON.parse(line));
  expect(published.map(({ id }) => id).sort()).toEqual(['inside', 'team']);
  expect(published.find(({ id }) => id === 'inside')).toMatchObject({ internal: true });
  expect(shards.join('')).not.toContain('私房话');
  expect(shards.join('')).not.toContain(data);
  expect(readFileSync(join(out, 'media', sha256))).toEqual(Buffer.from(bytes));
});
