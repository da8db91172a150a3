import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import { createUndoLog, type UndoLog } from '@/lib/knowledge/store/undo-log';
import { type Client, openClient } from '../support/client';

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
