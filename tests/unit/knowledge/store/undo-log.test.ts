import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { createKnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import { createUndoLog, type UndoLog } from '@/lib/knowledge/store/undo-log';
import { type Client, NOW_MS, openClient } from '../support/client';
import { createTestDisk } from '../support/test-database';

let client: Client;
let log: UndoLog;
beforeEach(async () => {
  client = await openClient();
  const db = client.disk.open();
  log = createUndoLog({ db, store: client.store, settings: createSettingsStore(db) });
});
afterEach(() => client.kill());

const rows = async () => Object.fromEntries((await client.store.ownRows()).map((row) => [row.id, row.answer]));
const apply = async (put: { id: string; answer: string }[], remove: string[] = []) => {
  const step = await log.apply({ put: put.map((row) => ({ ...row })), remove }, { what: 'import', label: 'a.xlsx' });
  if (!step.ok) throw new Error(step.reason);
  return step.value;
};

test('an import is taken back: new rows go, replaced ones return, what was changed since stays', async () => {
  await client.store.putOwn([
    { id: 'old', answer: '旧' },
    { id: 'same', answer: '一样' },
  ]);
  const step = await apply([
    { id: 'old', answer: '新' },
    { id: 'same', answer: '一样' },
    { id: 'new', answer: '加' },
    { id: 'mine', answer: '加' },
  ]);
  expect(step).toMatchObject({ what: 'import', label: 'a.xlsx', count: 3 });
  await client.store.putOwn([{ id: 'mine', answer: '改过' }]);
  expect(await log.undo(step.atMs)).toEqual({ ok: true, value: { restored: 1, removed: 1, kept: 1 } });
  expect(await rows()).toEqual({ old: '旧', same: '一样', mine: '改过' });
  expect(await log.undo(step.atMs)).toEqual({ ok: false, reason: 'gone' });
});

test('removed entries come back as they were, two steps in a row keep apart', async () => {
  await client.store.putOwn([
    { id: 'a', answer: '1' },
    { id: 'b', answer: '2' },
  ]);
  const first = await apply([{ id: 'b', answer: '3' }], ['a']);
  const second = await apply([{ id: 'b', answer: '4' }]);
  expect((await log.list()).map(({ atMs }) => atMs)).toEqual([second.atMs, first.atMs]);
  await log.undo(second.atMs);
  expect(await rows()).toEqual({ b: '3' });
  // Taking back wrote b anew, so only what was removed returns.
  expect(await log.undo(first.atMs)).toEqual({ ok: true, value: { restored: 1, removed: 0, kept: 1 } });
  expect(await rows()).toEqual({ a: '1', b: '3' });
});

test('a change with one wrong row changes nothing and leaves no step', async () => {
  const outcome = await log.apply({ put: [{ id: 'x', answer: 1 }], remove: [] }, { what: 'bulk', label: '' });
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
  expect(await log.list()).toEqual([]);
});

test('killed in the middle of a large import, nothing of it is there, neither rows nor way back; repeated, all of it', async () => {
  const disk = createTestDisk();
  const start = async () => {
    const db = disk.open();
    const store = createKnowledgeStore({ db, clock: createFixedClock(NOW_MS) });
    await store.open();
    return { db, store, log: createUndoLog({ db, store, settings: createSettingsStore(db) }) };
  };
  const put = Array.from({ length: 2000 }, (_, i) => ({ id: `r${i}`, answer: `${i}` }));
  const file = { what: 'import', label: 'large.csv' } as const;
  const first = await start();
  let written = 0;
  // A browser aborts what a page was writing when the page dies.
  first.db.own.hook('creating', () => {
    if (++written === 1500) Dexie.currentTransaction.abort();
  });
  await expect(first.log.apply({ put, remove: [] }, file)).rejects.toThrow();
  first.db.close();
  expect(written).toBeGreaterThanOrEqual(1500);

  const second = await start();
  expect([await second.store.ownRows(), await second.log.list(), second.store.size()]).toEqual([[], [], 0]);
  expect(await second.log.apply({ put, remove: [] }, file)).toMatchObject({ ok: true, value: { count: 2000 } });
  expect([(await second.store.ownRows()).length, (await second.log.list()).length]).toEqual([2000, 1]);
  second.db.close();
});
