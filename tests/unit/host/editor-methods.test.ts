import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Brain } from '@/lib/host/brain';
import { createLocalBrain } from '@/lib/host/local-brain';
import { createEditorMethods } from '@/lib/host/methods/editor-methods';
import { createImportMethods } from '@/lib/host/methods/import-methods';
import type { MethodDeps } from '@/lib/host/methods/method-deps';
import { createWorkbench, type Workbench } from '@/lib/host/workbench';
import type { HostMethods } from '@/lib/platform/messages';
import { type Client, NOW_MS, openClient } from '../knowledge/support/client';

let client: Client;
let bench: Workbench;
let brain: Brain;
let nowMs: number;
let methods: Record<string, (params: unknown) => Promise<unknown>>;

beforeEach(async () => {
  nowMs = NOW_MS;
  client = await openClient();
  const clock = { now: () => nowMs };
  brain = createLocalBrain(clock);
  client.store.onChange(({ upserts, removes }) => {
    for (const { source, ids } of removes) void brain.remove(source, ids);
    void brain.upsert(upserts);
  });
  bench = createWorkbench({ db: client.disk.open(), store: client.store, clock });
  const deps = {
    clock,
    brain: () => brain,
    changed: () => undefined,
    services: { workbench: bench, assistantSettings: () => ({ role: 'lead', groups: [], shopFacts: {} }) },
  } as unknown as MethodDeps;
  methods = { ...createEditorMethods(deps), ...createImportMethods(deps) };
});
afterEach(() => client.kill());

async function call<M extends keyof HostMethods>(
  method: M,
  params: HostMethods[M]['params'],
): Promise<HostMethods[M]['result']> {
  const run = methods[method];
  if (!run) throw new Error(method);
  return (await run(params)) as HostMethods[M]['result'];
}

const mascot = { id: 'm', kind: 'answer', title: '吉祥物', questions: ['你们店的吉祥物叫什么'], status: 'published' };

test('a saved entry is signed and dated; a save over somebody else’s change is refused', async () => {
  await call('editor.author.set', { name: ' 小满 ' });
  const saved = await call('editor.save', { row: { ...mascot, answer: '叫团团。' }, base: null });
  expect(saved).toMatchObject({ ok: true, value: { author: '小满', updated_at: new Date(NOW_MS).toISOString() } });
  const base = await call('editor.row.get', { source: 'own', id: 'm' });
  await call('editor.save', { row: { ...mascot, answer: '叫圆圆。' }, base });
  expect(await call('editor.save', { row: { ...mascot, answer: '叫方方。' }, base })).toMatchObject({
    ok: false,
    reason: 'changed',
  });
  expect((await call('editor.history.list', { id: 'm' })).map(({ row, by }) => [row.answer, by])).toEqual([
    ['叫团团。', 'change'],
  ]);
});

test('red holds back publishing until a reason is given, which stays with the form that it excuses', async () => {
  const row = { ...mascot, answer: '我们是全网第一，加微信 abc12345 聊。' };
  expect(await call('editor.save', { row, base: null })).toMatchObject({ ok: false, reason: 'red-findings' });
  expect(await client.store.ownRows()).toEqual([]);
  expect(await call('editor.save', { row: { ...row, status: 'draft' }, base: null })).toMatchObject({ ok: true });
  const base = await call('editor.row.get', { source: 'own', id: 'm' });
  const saved = await call('editor.save', { row, base, override: '法务已确认' });
  expect(saved).toMatchObject({ ok: true, value: { guard_override: { reason: '法务已确认' } } });
  const mended = await call('editor.save', {
    row: { ...(saved.ok ? saved.value : {}), answer: '我们的吉祥物叫团团。' },
    base: await call('editor.row.get', { source: 'own', id: 'm' }),
  });
  expect(mended.ok && mended.value.guard_override).toBeUndefined();
  expect((await call('editor.history.list', { id: 'm' }))[0]?.row.guard_override).toMatchObject({
    reason: '法务已确认',
  });
});

test('a check names what is missing, what the guard finds and what says the contrary', async () => {
  await client.store.putOwn([{ id: 'old', title: '发货', questions: ['什么时候发货'], answer: '三天内发出。' }]);
  const check = await call('editor.check.get', {
    row: {
      id: 'new',
      kind: 'answer',
      title: '发货时间',
      questions: ['什么时候发货呀'],
      answer: '全网最低价，今天发。',
    },
  });
  expect(check.findings.map(({ type, text }) => [type, text])).toContainEqual([
    'absolute_claim',
    '全网最低价，今天发。',
  ]);
  expect(check.similar).toMatchObject([{ id: 'old', saysTheSame: false }]);
  const broken = await call('editor.check.get', { row: { id: 'c', kind: 'card', title: 'x', body: '', triggers: [] } });
  expect(broken.problem?.reason).toBe('invalid');
});

const shipping = { id: 's', kind: 'answer', title: '发货时间', questions: ['什么时候发货', '今天能发货吗'] };

test('a test counts the draft as published and leaves nothing behind', async () => {
  await client.store.putOwn([{ ...shipping, answer: '三天内发出。' }]);
  await brain.size();
  const row = { ...shipping, status: 'draft', answer: '当天就能发出。' };
  const tried = await call('editor.try.get', { row, text: '什么时候发货' });
  expect(tried).toMatchObject({ verdict: 'shown', place: 1 });
  expect(tried?.advice.suggestions[0]?.text).toBe('当天就能发出。');
  const other = await call('editor.try.get', {
    row: { id: 'x', kind: 'answer', title: '发票', questions: ['能开发票吗'], answer: '可以开。' },
    text: '什么时候发货',
  });
  expect(other?.place).not.toBe(1);
  expect(other?.advice.suggestions[0]?.text).toBe('三天内发出。');
  expect(await brain.size()).toBe(1);
});

test('many entries change at once and back again; what the guard objects to is not published', async () => {
  await client.store.putOwn([
    { id: 'a', answer: '可以。', status: 'draft' },
    { id: 'b', answer: '全网第一，绝对正品。', status: 'draft' },
  ]);
  const done = await call('editor.bulk', { ids: ['a', 'b'], patch: { status: 'published', folder: '售前' } });
  expect(done).toMatchObject({ ok: true, value: { held: 1, step: { what: 'bulk', count: 1 } } });
  expect((await client.store.ownRows()).map(({ id, status }) => [id, status]).sort()).toEqual([
    ['a', 'published'],
    ['b', 'draft'],
  ]);
  const removed = await call('editor.remove', { ids: ['a', 'b'] });
  expect(await client.store.ownRows()).toEqual([]);
  await call('undo.run', { atMs: removed.ok ? removed.value.atMs : 0 });
  expect((await client.store.ownRows()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
});

test('missed questions come from feedback and open questions, and go when they are settled', async () => {
  await bench.feedback.add({ kind: 'missing', entryId: null, question: '能刻字吗' });
  await bench.feedback.add({ kind: 'outdated', entryId: 'x', question: '旧的' });
  await bench.questions.add({ question: '能定制吗' });
  const missed = await call('editor.missed.list', {});
  expect(missed.map(({ question }) => question).sort()).toEqual(['能刻字吗', '能定制吗']);
  await call('editor.missed.settle', { ids: missed.map(({ id, from }) => ({ id, from })) });
  expect(await call('editor.missed.list', {})).toEqual([]);
});

test('an image is kept under its hash; what is none, or too large, is not', async () => {
  const png = btoa('\u0089PNG\r\n\u001a\n and more');
  const kept = await call('editor.media.put', { base64: png });
  if (!kept.ok) throw new Error(kept.reason);
  expect(kept.value).toMatchObject({ type: 'image/png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await call('editor.media.get', { sha256: kept.value.sha256 })).toEqual({ type: 'image/png', base64: png });
  expect(await call('editor.media.put', { base64: btoa('<svg onload=alert(1)>') })).toMatchObject({
    reason: 'not-an-image',
  });
  const large = btoa(`\u0089PNG${'x'.repeat(2_000_001)}`);
  expect(await call('editor.media.put', { base64: large })).toMatchObject({ reason: 'too-large' });
});

test('an import goes through the port in chunks and shows nothing before its commit; export gives the rows back', async () => {
  const rows = [
    { id: 'i1', kind: 'answer', title: 'a', answer: '甲', x_own: [1] },
    { id: 'i2', kind: 'answer', title: 'b', answer: '乙' },
  ];
  const id = await call('import.begin', {});
  for (const row of rows) expect(await call('import.add', { id, rows: [row] })).toMatchObject({ ok: true });
  expect(client.store.size()).toBe(0);
  expect(await call('import.commit', { id, label: 'a.xlsx' })).toMatchObject({ ok: true, value: { count: 2 } });
  const filter = { query: '', kind: null, scene: null, source: 'own' };
  expect(await call('export.rows.get', { filter, offset: 0 })).toEqual({ rows, total: 2, next: null });
  expect(await call('import.commit', { id, label: 'a.xlsx' })).toMatchObject({ ok: false, reason: 'gone' });
});
