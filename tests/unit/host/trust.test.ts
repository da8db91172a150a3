import { expect, test } from 'vitest';
import { getPortRole, mayCall } from '@/lib/host/trust';
import { type HostMethod, STRIP_METHODS } from '@/lib/platform/messages';
import type { PortSender } from '@/lib/platform/port';
import { stripPortName } from '@/lib/platform/port-names';

const own = { id: 'deskmate-id', origin: 'chrome-extension://deskmate-id' };
const sender = (change: Partial<PortSender>): PortSender => ({
  tabId: 7,
  frameId: 0,
  url: 'https://mms.pinduoduo.com/chat-merchant/index.html',
  extensionId: own.id,
  ...change,
});

test.each([
  { name: 'a content script is a console', port: 'console', sender: sender({}), kind: 'console' },
  { name: 'a content script is never a view', port: 'view', sender: sender({}), kind: null },
  { name: 'nor a strip', port: stripPortName('t'), sender: sender({}), kind: null },
  { name: 'another extension', port: 'console', sender: sender({ extensionId: 'other' }), kind: null },
  {
    name: 'the panel',
    port: 'view',
    sender: sender({ tabId: null, url: `${own.origin}/sidepanel.html?tab=3` }),
    kind: 'view',
  },
  {
    name: 'the panel is no console',
    port: 'console',
    sender: sender({ url: `${own.origin}/sidepanel.html` }),
    kind: null,
  },
  {
    name: 'the practice page is a console',
    port: 'console',
    sender: sender({ url: `${own.origin}/practice.html` }),
    kind: 'console',
  },
  {
    name: 'a strip with its token',
    port: stripPortName('t'),
    sender: sender({ url: `${own.origin}/strip.html#t` }),
    kind: 'strip',
  },
  {
    name: 'a strip at its dynamic address',
    port: stripPortName('t'),
    sender: sender({ url: 'chrome-extension://0f3a/strip.html#t' }),
    kind: 'strip',
  },
  {
    name: 'a strip asking for a full view',
    port: 'view',
    sender: sender({ url: `${own.origin}/strip.html#t` }),
    kind: null,
  },
  {
    name: 'a strip without token',
    port: stripPortName(''),
    sender: sender({ url: `${own.origin}/strip.html` }),
    kind: null,
  },
  {
    name: 'a page named like ours',
    port: 'view',
    sender: sender({ url: 'https://evil.example/sidepanel.html' }),
    kind: null,
  },
  { name: 'an unknown port', port: 'host', sender: sender({ url: `${own.origin}/desk.html` }), kind: null },
  { name: 'a console without a tab', port: 'console', sender: sender({ tabId: null }), kind: null },
])('$name → $kind', ({ port, sender: given, kind }) => {
  expect(getPortRole(port, given, own)?.kind ?? null).toBe(kind);
});

test('a strip may call its own methods and no other', () => {
  const strip = { kind: 'strip', tabId: 1, token: 't' } as const;
  const asked: HostMethod[] = [
    'knowledge.get',
    'knowledge.list',
    'settings.set',
    'privacy.wipe',
    'sync.add',
    'tab.list',
    'shop.list',
    'search',
  ];
  expect(asked.filter((method) => mayCall(strip, method))).toEqual([]);
  expect(STRIP_METHODS.every((method) => mayCall(strip, method))).toBe(true);
  expect(mayCall({ kind: 'console', tabId: 1, frameId: 0 }, 'settings.get')).toBe(false);
});
