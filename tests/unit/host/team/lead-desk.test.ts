import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { createLeadDesk, type LeadDesk } from '@/lib/host/team/lead-desk';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import { createSettingsStore, type SettingsStore } from '@/lib/knowledge/store/settings-store';
import type { DestinationForm } from '@/lib/platform/methods/publish-methods';
import { fromJoinCode } from '@/lib/team/join/join-code';
import { createPublisher } from '@/lib/team/publish/publisher';
import { type Client, NOW_MS, openClient } from '../../knowledge/support/client';
import { createFakeS3, type FakeS3, S3_KEYS } from '../../team/support/fake-s3';

const TEAM = { name: '客服部', groups: ['白班'], level: 'company' as const };
const NOTICE = { id: 'n', kind: 'notice', title: '口径', governs: {}, wording: '统一这样说' };

let client: Client;
let db: DeskmateDatabase;
let settings: SettingsStore;
let s3: FakeS3;
let desk: LeadDesk;
let isAllowed: boolean;
beforeEach(async () => {
  isAllowed = true;
  client = await openClient();
  db = client.disk.open();
  settings = createSettingsStore(db);
  s3 = await createFakeS3();
  const clock = createFixedClock(NOW_MS);
  desk = createLeadDesk({
    settings,
    clock,
    publisher: createPublisher({ db, clock, ownRows: () => client.store.ownRows() }),
    fetch,
    hasPermission: async () => isAllowed,
    onChange: () => undefined,
  });
});
afterEach(async () => {
  db.close();
  client.kill();
  await s3.close();
});

const bucket = (): DestinationForm => ({
  kind: 's3',
  bucketUrl: s3.bucketUrl,
  region: S3_KEYS.region,
  prefix: 'kb',
  accessKeyId: S3_KEYS.accessKeyId,
  secretAccessKey: S3_KEYS.secretAccessKey,
  readUrl: '',
});
const put = (...rows: object[]) => client.store.putOwn(rows.map((row) => ({ ...row })));

test('from nothing to a join code; no secret ever comes back to a view', async () => {
  expect(await desk.state()).toMatchObject({ team: null, publicKey: null, destination: null, joinCode: null });
  expect(await desk.run({ note: '' })).toMatchObject({ reason: 'no-team' });
  await desk.setTeam(TEAM);
  expect(await desk.run({ note: '' })).toMatchObject({ reason: 'no-destination' });
  await desk.setDestination(bucket());
  const state = await desk.state();
  expect(state.destination).toMatchObject({ secretAccessKey: '' });
  expect(JSON.stringify(state)).not.toContain(S3_KEYS.secretAccessKey);
  expect(fromJoinCode(state.joinCode ?? '')).toMatchObject({
    ok: true,
    value: { team: '客服部', groups: ['白班'], publicKey: state.publicKey, url: `${s3.bucketUrl}/kb/manifest.json` },
  });
});

test('an empty secret keeps the stored one for the same key only', async () => {
  await desk.setTeam(TEAM);
  await desk.setDestination(bucket());
  await put({ id: 'a', answer: 'x' });
  expect(await desk.setDestination({ ...bucket(), secretAccessKey: '' } as DestinationForm)).toMatchObject({
    ok: true,
  });
  expect(await desk.run({ note: '一' })).toMatchObject({ ok: true, value: { version: 1 } });
  const other = { ...bucket(), accessKeyId: 'other', secretAccessKey: '' } as DestinationForm;
  expect(await desk.setDestination(other)).toMatchObject({ ok: false, reason: 'bad-destination' });
});

test('a push of notices alone goes at once; with other changes it asks for a look', async () => {
  await desk.setTeam(TEAM);
  await desk.setDestination(bucket());
  await put(NOTICE);
  expect(await desk.run({ note: '', noticesOnly: true })).toMatchObject({ value: { version: 1 } });
  await put({ ...NOTICE, wording: '改了' }, { id: 'a', answer: 'x' });
  expect(await desk.run({ note: '', noticesOnly: true })).toMatchObject({ value: { needsReview: true } });
  expect((await desk.history()).length).toBe(1);
  const plan = await desk.plan();
  expect(plan).toMatchObject({
    value: {
      version: 2,
      counts: { added: 1, changed: 1, removed: 0 },
      changed: [{ id: 'n', kind: 'notice', before: '统一这样说', after: '改了', fields: ['wording'] }],
    },
  });
});

test('without the permission nothing is sent', async () => {
  await desk.setTeam(TEAM);
  await desk.setDestination(bucket());
  isAllowed = false;
  expect(await desk.plan()).toMatchObject({ reason: 'permission' });
  expect(await desk.check()).toMatchObject({ value: { code: 'permission' } });
});

test('the key file carries the team to another computer, and another key or file does not pass', async () => {
  await desk.setTeam(TEAM);
  const { publicKey } = await desk.state();
  const file = await desk.exportKey();
  if (!file.ok) throw new Error(file.reason);
  expect(await desk.state()).toMatchObject({ keySaved: true });
  await desk.forget();
  expect(await desk.state()).toMatchObject({ team: null, publicKey: null });
  const spoiled = file.value.replace(publicKey ?? '', 'A'.repeat(43).concat('='));
  for (const bad of ['', '{}', '[]', spoiled])
    expect(await desk.importKey(bad)).toMatchObject({ reason: 'bad-key-file' });
  expect(await desk.importKey(file.value)).toMatchObject({ value: { team: TEAM, publicKey, keySaved: true } });
});

test('by hand: the files come back in order, and the next plan knows what was made', async () => {
  await desk.setTeam(TEAM);
  await desk.setDestination({ kind: 'files', readUrl: 'https://kb.example.com/team/' });
  await put({ id: 'a', answer: '一' });
  const made = await desk.run({ note: '' });
  if (!made.ok) throw new Error(made.reason);
  expect(made.value.files?.at(-1)?.path).toBe('manifest.json');
  expect(await desk.plan()).toMatchObject({ value: { version: 2, counts: { added: 0, changed: 0, removed: 0 } } });
  await put({ id: 'a', answer: '二' });
  expect(await desk.plan()).toMatchObject({ value: { changed: [{ before: '一', after: '二' }] } });
});
