import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { createSettingsStore, type SettingsStore } from '@/lib/knowledge/store/settings-store';
import { createKeyPair } from '@/lib/knowledge/sync/signature';
import { fromJoinCode, type JoinTicket, toJoinCode } from '@/lib/team/join/join-code';
import { createMemberships } from '@/lib/team/join/membership';
import { type Client, NOW_MS, openClient } from '../knowledge/support/client';
import { createFeedServer, type FeedServer, makeRows } from '../knowledge/support/feed-server';

const keys = createKeyPair();
const ticket: JoinTicket = {
  url: 'https://kb.example/团队/manifest.json?t=1',
  publicKey: keys.publicKey,
  team: '星河旗舰店',
  groups: ['白班', '夜班'],
  level: 'shop',
};
const code = toJoinCode(ticket);

test('a code carries everything, in letters that survive chat tools', () => {
  expect(code).toMatch(/^DESKMATE1-[\w.]+-\w{6}$/);
  expect(fromJoinCode(code)).toEqual({ ok: true, value: { ...ticket, url: new URL(ticket.url).href } });
  expect(fromJoinCode(toJoinCode({ url: 'http://10.0.0.2/kb', team: 'x', groups: [], level: 'company' }))).toEqual({
    ok: true,
    value: { url: 'http://10.0.0.2/kb/manifest.json', team: 'x', groups: [], level: 'company' },
  });
});

const half = Math.floor(code.length / 2);
test.each([
  ['inside a message', `大家好，加入代码：「${code}」，复制即可`, 'ok'],
  ['broken over lines', `${code.slice(0, half)}\n  ${code.slice(half)}`, 'ok'],
  ['with invisible marks', `\u200b${code.slice(0, 12)}\u200d${code.slice(12)}`, 'ok'],
  ['a letter lost', code.slice(0, half) + code.slice(half + 1), 'damaged'],
  ['a letter changed', code.slice(0, half) + (code[half] === 'A' ? 'B' : 'A') + code.slice(half + 1), 'damaged'],
  ['cut at the end', code.slice(0, -9), 'damaged'],
  ['of a later version', code.replace('DESKMATE1', 'DESKMATE2'), 'newer'],
  ['no code', 'https://kb.example/manifest.json', 'not-a-code'],
  ['nothing', '', 'not-a-code'],
  ['a megabyte', 'x'.repeat(1_000_000), 'not-a-code'],
  ['an address that is none', toJoinCode({ ...ticket, url: 'javascript:alert(1)' }), 'damaged'],
  ['a key that is none', toJoinCode({ ...ticket, publicKey: 'AAAA' }), 'damaged'],
])('%s → %s', (_name, text, reason) => {
  const read = fromJoinCode(text);
  expect(read.ok ? 'ok' : read.reason).toBe(reason);
});

let server: FeedServer;
let agent: Client;
let settings: SettingsStore;
beforeEach(async () => {
  server = await createFeedServer();
  agent = await openClient();
  settings = createSettingsStore(agent.disk.open());
});
afterEach(async () => {
  agent.kill();
  await server.close();
});

test('join, see what is for my group, change it, leave without a trace', async () => {
  const members = createMemberships({ store: agent.store, settings, clock: createFixedClock(NOW_MS) });
  const real = toJoinCode({ ...ticket, url: server.url });
  await server.publish([...makeRows(2), { id: 'n', answer: '夜班', groups: ['夜班'] }], { secretKey: keys.secretKey });
  expect(await members.join('x', null)).toMatchObject({ reason: 'not-a-code' });
  expect(await members.join(real, '早班')).toMatchObject({ reason: 'unknown-group' });
  expect(await agent.store.listSources()).toEqual([]);
  const joined = await members.join(real, '夜班');
  if (!joined.ok) throw new Error(joined.reason);
  const { sourceId } = joined.value;
  await agent.engine.syncNow(sourceId);
  expect(agent.store.size()).toBe(3);
  expect(await settings.get('groups')).toEqual(['夜班']);
  expect(await members.setGroup(sourceId, '白班')).toEqual({ ok: true, value: null });
  expect(agent.store.size()).toBe(2);
  expect(await members.setGroup(sourceId, '早班')).toMatchObject({ reason: 'unknown-group' });
  expect((await members.join(real, null)).ok).toBe(true);
  expect(await members.list()).toHaveLength(1);
  await members.leave(sourceId);
  expect(agent.store.size()).toBe(0);
  expect(await members.list()).toEqual([]);
  expect(await settings.get('groups')).toEqual([]);
  const db = agent.disk.open();
  expect([await db.sources.count(), await db.manifests.count(), await db.shards.count()]).toEqual([0, 0, 0]);
  db.close();
});

test('a stranger who replaces the feed is used by nobody', async () => {
  const members = createMemberships({ store: agent.store, settings, clock: createFixedClock(NOW_MS) });
  await members.join(toJoinCode({ ...ticket, url: server.url }), null);
  await server.publish(makeRows(2), { secretKey: createKeyPair().secretKey });
  await agent.engine.pullOnce();
  expect((await agent.engine.status())[0]).toMatchObject({ error: 'signature-wrong', version: 0 });
  expect(agent.store.size()).toBe(0);
});
