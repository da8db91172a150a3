import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';
import { parseJsonl, toJsonl } from '@/lib/knowledge/jsonl';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { ENTRY_KINDS } from '@/lib/knowledge/schema';
import { addFeed, openClient } from '../support/client';
import { createFeedServer } from '../support/feed-server';

const DIR = 'tests/fixtures/knowledge';
const readFixture = (kind: string): string => readFileSync(`${DIR}/${kind}.jsonl`, 'utf8');
const canonical = (jsonl: string): string[] =>
  jsonl
    .split('\n')
    .filter(Boolean)
    .map((line) => canonicalJson(JSON.parse(line)))
    .sort();

test('there is one fixture for each kind and no other', () => {
  expect(readdirSync(DIR).sort()).toEqual(ENTRY_KINDS.map((kind) => `${kind}.jsonl`).sort());
});

test.each(ENTRY_KINDS)('%s: JSONL → own entries → JSONL is equal, unknown fields included', async (kind) => {
  const text = readFixture(kind);
  const parsed = parseJsonl(text);
  expect(parsed.problems).toEqual([]);
  expect(new Set(parsed.rows.map((row) => row.entry.kind))).toEqual(new Set([kind]));
  const client = await openClient();
  expect(await client.store.putOwn(parsed.rows.map(({ row }) => row))).toEqual({ ok: true, value: parsed.rows.length });
  client.kill();
  const reopened = await openClient({ disk: client.disk });
  expect(canonical(toJsonl(await reopened.store.ownRows()))).toEqual(canonical(text));
});

test('JSONL → feed → store → JSONL is equal for all kinds together', async () => {
  const text = ENTRY_KINDS.map(readFixture).join('');
  const server = await createFeedServer();
  try {
    await server.publish(parseJsonl(text).rows.map(({ row }) => row));
    const client = await openClient();
    await addFeed(client, server.url);
    await client.engine.pullOnce();
    const rows: RawRow[] = [];
    for await (const batch of client.store.sourceRows('feed')) rows.push(...batch);
    expect(canonical(toJsonl(rows))).toEqual(canonical(text));
  } finally {
    await server.close();
  }
});
