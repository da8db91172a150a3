import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import permissions from '@/lib/console/permissions.baseline.json';
import { adapters, findAdapter, getAdapter } from '@/lib/console/registry';
import { adapterSchema, getSelectors } from '@/lib/console/rules-schema';
import { FIXTURE_FRAMES, FIXTURE_URLS } from '../../fixtures/consoles/serve';

const ROOT = resolve(import.meta.dirname, '../../..');
const RULES = join(ROOT, 'lib/console/rules');
const FIXTURES = join(ROOT, 'tests/fixtures/consoles');
const files = readdirSync(RULES).filter((name) => name.endsWith('.json'));
/** The practice page is its own fixture. */
const consoles = adapters.filter(({ practice }) => !practice);

test('every rules file is in the registry under its own name', () => {
  expect(adapters.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
});

test('every console has a behaving fixture at its real address, and every fixture a console', () => {
  const folders = readdirSync(FIXTURES, { withFileTypes: true })
    .filter((item) => item.isDirectory() && !['shared', 'editors'].includes(item.name))
    .map(({ name }) => name);
  expect(consoles.map(({ id }) => id).sort()).toEqual(folders.sort());
  for (const { id } of consoles) {
    expect(existsSync(join(FIXTURES, id, 'index.html')), id).toBe(true);
    expect(Object.keys(FIXTURE_URLS)).toContain(id);
  }
});

describe.each(files)('%s', (name) => {
  const raw: unknown = JSON.parse(readFileSync(join(RULES, name), 'utf8'));

  test('is a valid adapter', () => {
    const parsed = adapterSchema.safeParse(raw);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(raw);
  });

  test('has only selectors that parse', () => {
    const { document } = new Window();
    const adapter = getAdapter(name.replace('.json', ''));
    expect(adapter).not.toBeNull();
    for (const { path, css } of adapter ? getSelectors(adapter) : []) {
      expect(() => document.querySelector(css), `${path}: ${css}`).not.toThrow();
    }
  });

  test('asks only for hosts that were permitted from the start', () => {
    for (const { hosts } of getAdapter(name.replace('.json', ''))?.match ?? []) {
      for (const host of hosts) expect(permissions.hosts).toContain(`https://${host}/*`);
    }
  });

  test('never lets a script press send without proof that it works', () => {
    expect(getAdapter(name.replace('.json', ''))?.send?.scripted ?? false).toBe(false);
  });
});

test.each(Object.entries(FIXTURE_URLS))('finds %s by its address', (id, url) => {
  const frame = FIXTURE_FRAMES[id];
  if (!frame) return expect(findAdapter(new URL(url))?.id).toBe(id);
  expect(findAdapter(new URL(url))).toBeNull();
  expect(findAdapter(new URL(url.replace('def_cbu_web_im', frame)), false)?.id).toBe(id);
});

test.each([
  ['https://mms.pinduoduo.com/goods/list', null],
  ['https://mms.pinduoduo.com/chat-merchant/index.html#/', 'pinduoduo'],
  ['https://mms.pinduoduo.com.evil.example/chat-merchant/index.html', null],
  ['https://im.jinritemai.com/pc_seller_v2/main/data/historyConversation', null],
  ['https://im.jinritemai.com/pc_seller_v2/main/workspace?selfId=12345', 'feige'],
  ['https://banhang.shopee.vn/new-webchat/conversations', 'shopee'],
  ['https://seller.shopee.co.th/webchat/conversations', 'shopee'],
  ['https://seller.shopee.co.th/portal/product/list', null],
  ['https://example.com/', null],
])('%s is %s', (url, id) => {
  expect(findAdapter(new URL(url))?.id ?? null).toBe(id);
});

describe('an adapter is refused when', () => {
  const good = JSON.parse(readFileSync(join(RULES, 'pinduoduo.json'), 'utf8'));
  test.each([
    ['it has an unknown key', { ...good, onSend: 'x' }],
    ['it has an unknown key inside', { ...good, rows: { ...good.rows, extra: 1 } }],
    ['a selector is empty', { ...good, rows: { ...good.rows, row: [{ css: '', by: 'x', on: '2026-01-01' }] } }],
    ['a pattern does not compile', { ...good, match: [{ ...good.match[0], path: '(' }] }],
    ['a host is a wildcard', { ...good, match: [{ ...good.match[0], hosts: ['*.pinduoduo.com'] }] }],
    ['a selector has no evidence', { ...good, rows: { ...good.rows, row: [{ css: 'li' }] } }],
    ['a list of fallbacks is too long', { ...good, roles: Array.from({ length: 21 }, () => good.roles[0]) }],
    ['the composer kind is unknown', { ...good, composer: [{ ...good.composer[0], kind: 'flash' }] }],
  ])('%s', (_, bad) => {
    expect(adapterSchema.safeParse(bad).success).toBe(false);
  });
});
