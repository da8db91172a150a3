import { beforeEach, expect, test } from 'vitest';
import { toBase64 } from '@/lib/core/base64';
import { fail, ok } from '@/lib/core/result';
import { createPhraseBook, type PhraseBook } from '@/lib/host/phrase-book';
import { createMediaStore, type MediaStore } from '@/lib/knowledge/media/media-store';
import { createKnowledgeStore, type KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { makePng } from '../knowledge/support/pictures';
import { createTestDisk } from '../knowledge/support/test-database';

const clock = { now: () => 1_764_000_000_000 };
let store: KnowledgeStore;
let book: PhraseBook;
let disk: ReturnType<typeof createTestDisk>;
let media: MediaStore;
const image = async (_source: string, sha256: string) => {
  const found = await media.get(sha256);
  return found ? ok(found) : fail('unreachable');
};

beforeEach(async () => {
  disk = createTestDisk();
  const db = disk.open();
  store = createKnowledgeStore({ db, clock });
  await store.open();
  media = createMediaStore(db);
  book = createPhraseBook({ db, store, clock, image });
});

const NEW: Parameters<PhraseBook['save']>[0] = { entryId: null, title: '登记', text: '好的', folder: '', shortcut: '' };
const save = async (part: Partial<typeof NEW>) => {
  const saved = await book.save({ ...NEW, ...part }, ['晚风轻轻']);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.entryId;
};

test('a saved phrase is mine, without personal data, in its folder', async () => {
  const id = await save({
    text: ' 晚风轻轻您好，13812345678 已登记 ',
    title: '晚风轻轻的登记',
    folder: ' 售后 ／补发/ ',
    shortcut: ' bf ',
  });
  const [row] = await store.ownRows();
  expect(row).toMatchObject({ id, scope: 'me', kind: 'answer', folder: '售后/补发', shortcut: 'bf' });
  expect(JSON.stringify(row)).not.toMatch(/13812345678|晚风轻轻/);
});

test('a change keeps the id and what the form does not show; an emptied folder is gone', async () => {
  const id = await save({ folder: '售后', shortcut: 'a' });
  await store.putOwn((await store.ownRows()).map((row) => ({ ...row, tags: ['x'] })));
  await save({ entryId: id, text: '改过' });
  expect(await store.ownRows()).toMatchObject([{ id, answer: '改过', tags: ['x'], scope: 'me' }]);
  expect(await book.own(id)).toEqual({ title: '登记', text: '改过', folder: '', shortcut: '' });
});

test('what is not mine is neither shown, changed nor removed here', async () => {
  await store.putOwn([{ id: 'team-1', kind: 'answer', title: 't', answer: 'a', scope: 'team' }]);
  expect(await book.own('team-1')).toBeNull();
  expect(await book.save({ ...NEW, entryId: 'team-1' }, [])).toMatchObject({ ok: false, reason: 'not-mine' });
  await book.remove('team-1');
  expect(await store.ownRows()).toHaveLength(1);
  expect(await book.save({ ...NEW, text: '  ' }, [])).toMatchObject({ ok: false, reason: 'empty' });
});

test('a removed phrase is gone, its form stays in the history', async () => {
  const id = await save({});
  await book.remove(id);
  expect(await store.ownRows()).toEqual([]);
});

test('an image comes by the entry that names it; what the entry does not name, a video or a stranger does not', async () => {
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((mark) => makePng(mark)));
  if (!a || !b || !c) throw new Error('no pictures');
  for (const { bytes } of [a, b, c]) await media.put(bytes);
  const entry = { id: 'm', kind: 'answer', title: 't', answer: 'a' };
  const named = [
    { name: 'a', type: 'image/png', sha256: a.sha256 },
    { name: 'b', type: 'video/mp4', sha256: b.sha256 },
    { name: 'd', type: 'image/png', sha256: 'd'.repeat(64) },
  ];
  await store.putOwn([{ ...entry, media: named }]);
  expect(await book.image('own', 'm', a.sha256)).toEqual({ type: 'image/png', data: toBase64(a.bytes) });
  for (const other of [b.sha256, c.sha256, 'd'.repeat(64), 'zz'])
    expect(await book.image('own', 'm', other)).toBeNull();
});

test('an open question is kept once, its pasted answer becomes a draft that is not live', async () => {
  const asked = { question: '能刻字吗', scene: 'presale.feature', shop: '店' };
  const row = await book.questions.add(asked);
  expect((await book.questions.add(asked)).id).toBe(row.id);
  const before = store.size();
  const answered = await book.answer(row.id, '可以，最多8个字，找13812345678');
  if (!answered.ok) throw new Error(answered.reason);
  expect(await book.questions.list()).toMatchObject([{ state: 'answered', entryId: answered.value.entryId }]);
  const entry = await store.get('own', answered.value.entryId);
  expect(entry).toMatchObject({
    status: 'draft',
    questions: ['能刻字吗'],
    askings: ['能刻字吗'],
    scene: 'presale.feature',
  });
  expect(JSON.stringify(entry)).not.toContain('13812345678');
  expect(store.size()).toBe(before);
  expect(await book.answer(row.id, ' ')).toMatchObject({ ok: false, reason: 'empty' });
  expect(await book.answer('gone', 'x')).toMatchObject({ ok: false, reason: 'gone' });
  // Asked again later it is a question of its own.
  expect((await book.questions.add(asked)).id).not.toBe(row.id);
});

test('a backup brings phrases and pins to another machine', async () => {
  await save({ text: '我的好话' });
  await book.marks.pin('["own","x"]');
  const text = await book.backup.create();
  const other = createTestDisk().open();
  const there = createKnowledgeStore({ db: other, clock });
  await there.open();
  const restored = createPhraseBook({ db: other, store: there, clock, image });
  expect(await restored.backup.restore(text)).toEqual({ ok: true, value: { entries: 1 } });
  expect(await there.ownRows()).toMatchObject([{ answer: '我的好话', scope: 'me' }]);
  expect(await restored.marks.pins()).toEqual(['["own","x"]']);
});
