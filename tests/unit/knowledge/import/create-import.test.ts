import { afterEach, beforeEach, expect, test } from 'vitest';
import { fromBase64, toBase64 } from '@/lib/core/base64';
import { createImport, type Import, type ImportDeps, type PreviewOptions } from '@/lib/knowledge/import/create-import';
import { createImportStage } from '@/lib/knowledge/import/import-stage';
import { createMediaStore, type MediaStore } from '@/lib/knowledge/media/media-store';
import { createSettingsStore, type SettingsStore } from '@/lib/knowledge/store/settings-store';
import { createUndoLog, type UndoLog } from '@/lib/knowledge/store/undo-log';
import { type Client, openClient } from '../support/client';
import { makePng } from '../support/pictures';

let client: Client;
let settings: SettingsStore;
let undo: UndoLog;
let media: MediaStore;
let target: ImportDeps['target'];
beforeEach(async () => {
  client = await openClient();
  const db = client.disk.open();
  settings = createSettingsStore(db);
  undo = createUndoLog({ db, store: client.store, settings });
  media = createMediaStore(db);
  target = {
    ...createImportStage({ store: client.store, undo, createId: () => crypto.randomUUID() }),
    putImage: (base64) => media.put(fromBase64(base64) ?? new Uint8Array()),
  };
});
afterEach(() => client.kill());

async function open(csv: string, more: Partial<ImportDeps> = {}, name = 'a.csv'): Promise<Import> {
  const deps: ImportDeps = { target, settings, ...more };
  const opened = await createImport({ name, bytes: new TextEncoder().encode(csv) }, deps);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value;
}

async function previewOf(file: Import, options?: PreviewOptions) {
  const preview = await file.preview(options);
  if (!preview.ok) throw new Error(preview.reason);
  return preview.value;
}

test('nothing is written before commit, all rows after it, and the same file again changes nothing', async () => {
  const csv = '标题,内容\n发货,今天发\n退货,可以退';
  const file = await open(csv);
  expect(await file.commit()).toEqual({ ok: false, reason: 'no-preview' });
  expect((await previewOf(file)).counts).toMatchObject({ rows: 2, new: 2, problems: 0 });
  expect(client.store.size()).toBe(0);
  expect(await file.commit()).toMatchObject({ ok: true, value: { count: 2 } });
  expect(client.store.size()).toBe(2);
  const again = await open(csv);
  expect((await previewOf(again)).counts).toMatchObject({ new: 0, unchanged: 2 });
  const changed = await open(csv.replace('今天发', '明天发'));
  expect((await previewOf(changed)).counts).toMatchObject({ update: 1, unchanged: 1 });
  expect(await changed.commit()).toMatchObject({ ok: true, value: { count: 1 } });
  expect(client.store.size()).toBe(2);
});

test('one wrong row holds back the whole file until it is mended or left out by word', async () => {
  const csv = '标题,内容,排序\n发货,今天发,1\n退货,可以退,第二\n换货,,3';
  const file = await open(csv);
  const first = await previewOf(file);
  expect(first.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, 2, 'bad-number'],
    [4, undefined, 'no-text'],
  ]);
  expect(await file.commit()).toEqual({ ok: false, reason: 'has-problems' });
  expect(client.store.size()).toBe(0);
  file.setCell(0, 3, 2, '2');
  file.exclude([4]);
  expect(await file.commit()).toEqual({ ok: false, reason: 'no-preview' });
  expect((await previewOf(file)).problems).toEqual([]);
  expect(await file.commit()).toMatchObject({ ok: true, value: { count: 2 } });
});

test('a corrected mapping is remembered for files with the same headings', async () => {
  const csv = '甲,乙\n发货,今天就能给您安排发出\n退货,包装好寄回就可以了';
  const file = await open(csv);
  expect(await file.getMapping(0)).toEqual({ headerRow: null, columns: ['title', 'answer'] });
  await file.setMapping(0, { headerRow: 0, columns: ['answer', 'title'] });
  expect((await previewOf(file)).drafts[0]?.entry).toMatchObject({ title: '今天就能给您安排发出', answer: '发货' });
  const headed = '标题,说明,内容\na,b,c';
  const one = await open(headed);
  await one.setMapping(0, { headerRow: 0, columns: ['title', 'answer', null] });
  const two = await open(`${headed}\nd,e,f`);
  expect((await previewOf(two)).drafts.map(({ row }) => row.answer)).toEqual(['b', 'e']);
});

test('twins, conflicts and guard findings are shown and do not block', async () => {
  await client.store.putOwn([{ id: 'old', title: '发货', questions: ['什么时候发货？'], answer: '三天内发' }]);
  const csv = '标题,问题,内容\n发货时间,什么时候发货,今天发\n发货 时间,什么时候发货,今天发\n最好,哪个好,全网第一';
  const file = await open(csv, {
    findProblems: (text) => (text.includes('第一') ? [{ type: 'absolute_claim', severity: 'red', span: '第一' }] : []),
  });
  const preview = await previewOf(file);
  expect(preview.drafts.map(({ twinLine }) => twinLine)).toEqual([undefined, 2, undefined]);
  expect(preview.drafts[0]?.conflicts).toEqual([{ id: 'old', source: 'own', title: '发货' }]);
  expect(preview.drafts[2]?.conflicts).toEqual([]);
  expect(preview.findings).toEqual([{ line: 4, type: 'absolute_claim', severity: 'red', span: '第一' }]);
  expect(await file.commit()).toMatchObject({ ok: true, value: { count: 3 } });
});

test('my own file stays mine', async () => {
  const file = await open('标题,内容\n招呼,在的亲');
  await previewOf(file, { scope: 'me' });
  await file.commit();
  expect(await client.store.ownRows()).toMatchObject([{ scope: 'me', answer: '在的亲' }]);
});

test('50,000 rows come in with progress, and can be cancelled without a trace', async () => {
  const csv = `标题,内容\n${Array.from({ length: 50_000 }, (_, i) => `标题${i},内容${i}\n`).join('')}`;
  const file = await open(csv);
  let reports = 0;
  expect(await file.preview({}, () => ++reports === 3)).toEqual({ ok: false, reason: 'cancelled' });
  expect(await file.commit()).toEqual({ ok: false, reason: 'no-preview' });
  const seen: number[] = [];
  const preview = await file.preview({}, (done, total) => {
    seen.push(done / total);
    return false;
  });
  expect(preview.ok && preview.value.counts).toMatchObject({ rows: 50_000, new: 50_000, problems: 0 });
  expect(seen.length).toBeGreaterThan(50);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(client.store.size()).toBe(0);
});

test('an import is taken back as a whole', async () => {
  await client.store.putOwn([{ id: 'mine', answer: '我的' }]);
  const file = await open('标题,内容\n发货,今天发\n退货,可以退');
  await previewOf(file);
  const written = await file.commit();
  if (!written.ok) throw new Error(written.reason);
  expect(client.store.size()).toBe(3);
  expect(await undo.undo(written.value.atMs)).toEqual({ ok: true, value: { restored: 0, removed: 2, kept: 0 } });
  expect(await client.store.ownRows()).toEqual([{ id: 'mine', answer: '我的' }]);
});

test('published rows with a red finding come in as drafts when asked, and again change nothing', async () => {
  const findProblems: ImportDeps['findProblems'] = (text) =>
    text.includes('第一') ? [{ type: 'absolute_claim', severity: 'red', span: '第一' }] : [];
  const csv = '标题,内容,状态\n最好,全网第一,已发布\n发货,今天发,已发布';
  for (const expected of [{ new: 2 }, { unchanged: 2 }]) {
    const file = await open(csv, { findProblems });
    const { counts } = await previewOf(file, { holdRed: true });
    expect(counts).toMatchObject({ red: 1, ...expected });
    await file.commit();
  }
  expect((await client.store.ownRows()).map((row) => row.status)).toEqual(['draft', 'published']);
});

test('a file staged before another one began is not written', async () => {
  const first = await open('标题,内容\n发货,今天发');
  await previewOf(first);
  await previewOf(await open('标题,内容\n退货,可以退'));
  expect(await first.commit()).toEqual({ ok: false, reason: 'gone' });
  expect(client.store.size()).toBe(0);
});

test('pictures come in with their rows and never stay inside them; a false one is a problem of its row', async () => {
  const { bytes, sha256 } = await makePng('尺码表');
  const row = (id: string, image: object) =>
    JSON.stringify({
      id,
      kind: 'answer',
      title: id,
      answer: 'x',
      media: [{ name: 'a.png', type: 'image/png', ...image }],
    });
  const good = row('good', { sha256, data: toBase64(bytes) });
  const file = await open(good, {}, 'a.jsonl');
  expect((await previewOf(file)).counts).toMatchObject({ new: 1, problems: 0 });
  expect(await media.get(sha256)).toBeNull();
  expect(await file.commit()).toMatchObject({ ok: true });
  expect(await media.get(sha256)).toMatchObject({ type: 'image/png' });
  expect(await client.store.ownRows()).toMatchObject([{ media: [{ name: 'a.png', type: 'image/png', sha256 }] }]);
  expect(JSON.stringify(await client.store.ownRows())).not.toContain(toBase64(bytes));

  const SOME = '0'.repeat(64);
  const wrong = [
    row('other-name', { sha256: SOME, data: toBase64(bytes) }),
    row('svg', { sha256: SOME, data: btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>') }),
    row('html', { sha256: SOME, data: btoa('<!doctype html><script>x()</script>') }),
    row('no-base64', { sha256, data: '&&&' }),
    row('no-text', { sha256, data: 7 }),
  ];
  const preview = await previewOf(await open(wrong.join('\n'), {}, 'b.jsonl'));
  expect(preview.problems.map(({ line, code }) => [line, code])).toEqual(wrong.map((_, i) => [i + 1, 'bad-image']));
});
