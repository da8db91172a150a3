import { existsSync, readFileSync } from 'node:fs';
import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { createDatabase } from '@/lib/knowledge/store/database';
import { createKnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { applyMigrations, MIGRATIONS } from '@/lib/knowledge/store/migrations';

type Rows = Record<string, Record<string, unknown>[]>;

const fixtureOf = (version: number): string => `tests/fixtures/migrations/v${version}.json`;

/** JSON has no bytes: lists of numbers in `bytes` become what the code stored. */
const revive = (row: Record<string, unknown>): Record<string, unknown> =>
  Array.isArray(row.bytes) ? { ...row, bytes: Uint8Array.from(row.bytes as number[]) } : row;

function readFixture(version: number): Rows {
  const rows = JSON.parse(readFileSync(fixtureOf(version), 'utf8')) as Rows;
  return Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, list.map(revive)]));
}

test('versions are numbered without gaps', () => {
  expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
});

test.each(MIGRATIONS.map(({ version }) => version))(
  'a database of version %i opens today with all its rows',
  async (version) => {
    expect(existsSync(fixtureOf(version)), `frozen fixture of version ${version}`).toBe(true);
    const rows = readFixture(version);
    const indexedDB = new IDBFactory();
    const old = new Dexie('deskmate', { indexedDB, IDBKeyRange });
    applyMigrations(old, version);
    await old.open();
    expect(Object.keys(rows).sort(), 'the fixture has rows of every table of its version').toEqual(
      old.tables.map((table) => table.name).sort(),
    );
    for (const [table, list] of Object.entries(rows)) {
      expect(list.length).toBeGreaterThan(0);
      await old.table(table).bulkAdd(list);
    }
    old.close();

    const db = createDatabase({ indexedDB, IDBKeyRange });
    for (const [table, list] of Object.entries(rows)) expect(await db.table(table).toArray(), table).toEqual(list);
    const store = createKnowledgeStore({ db, clock: createFixedClock(0) });
    await store.open();
    expect(store.size()).toBe(2);
    expect((await store.get('feed-1', 'f1'))?.title).toBe('f1');
    expect((await store.get('own', 'o1'))?.title).toBe('自己的');
    expect((await store.listSources())[0]).toMatchObject({ version: 3, count: 1 });
    db.close();
  },
);
