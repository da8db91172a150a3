import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import type { Adapter } from '@/lib/console/adapter';
import { checkOverlay, parseOverlay } from '@/lib/console/overlay/check-overlay';
import { isSelector } from '@/lib/console/overlay/is-selector';

/** Overlays come from outside: whatever is not plain reading and writing of one host is refused, with a reason. */

const note = { by: 'taught', on: '2026-11-28' };
const OVERLAY: Adapter = {
  schema: 1,
  id: 'chat.example',
  proof: 'taught',
  match: [{ hosts: ['chat.example'], path: '^/', frame: 'top' }],
  identity: { buyerName: [{ css: '.who', ...note }] },
  rows: { container: [{ css: '.lines', ...note }], row: [{ css: 'li', ...note }], order: 'dom', quiet: true },
  roles: [
    { role: 'buyer', css: '.k7', not: '.k8', ...note },
    { role: 'agent', css: '.k8', not: '.k7', ...note },
  ],
  parts: { text: [{ css: 'em', without: 'button', ...note }] },
  composer: [{ css: 'textarea', kind: 'textarea', ...note }],
};
const { document } = new Window();
const check = (raw: unknown) => checkOverlay(raw, (css) => isSelector(css, document as never));

test('a whole overlay is taken as it is', () => {
  expect(check(OVERLAY)).toEqual({ ok: true, value: OVERLAY });
  expect(parseOverlay(JSON.stringify(OVERLAY), () => true)).toEqual({ ok: true, value: OVERLAY });
});

test('a console that we know keeps its id', () => {
  const hosts = [{ hosts: ['mms.pinduoduo.com'], path: '^/', frame: 'top' }];
  expect(check({ ...OVERLAY, match: hosts })).toMatchObject({ ok: true, value: { id: 'pinduoduo' } });
});

test.each([
  ['an unknown key', { ...OVERLAY, run: 'alert(1)' }, 'unknown-key', 'run'],
  ['an unknown key far inside', { ...OVERLAY, rows: { ...OVERLAY.rows, html: 'x' } }, 'unknown-key', 'rows.html'],
  ['a send', { ...OVERLAY, send: { css: [{ css: 'button', ...note }], scripted: true } }, 'has-send', undefined],
  ['a send far inside', { ...OVERLAY, parts: { ...OVERLAY.parts, send: true } }, 'has-send', undefined],
  [
    'a link of a bundled adapter',
    { ...OVERLAY, deepLink: { template: 'https://a.example/', ...note } },
    'unknown-key',
    'deepLink',
  ],
  ['the practice mark', { ...OVERLAY, practice: true }, 'unknown-key', 'practice'],
  [
    'a selector that no browser reads',
    { ...OVERLAY, composer: [{ css: 'textarea[', kind: 'textarea', ...note }] },
    'bad-selector',
    'composer[0].css: textarea[',
  ],
  ['an over-long list', { ...OVERLAY, roles: Array.from({ length: 21 }, () => OVERLAY.roles[0]) }, 'too-long', 'roles'],
  [
    'an over-long selector',
    { ...OVERLAY, rows: { ...OVERLAY.rows, row: [{ css: 'a'.repeat(601), ...note }] } },
    'too-long',
    'rows.row.0.css',
  ],
  ['a missing part', { ...OVERLAY, composer: [] }, 'bad-shape', 'composer'],
  ['the proof of a bundled adapter', { ...OVERLAY, proof: 'fixture' }, 'not-taught', 'fixture'],
  ['no host', { ...OVERLAY, match: [] }, 'no-host', ''],
  [
    'two hosts',
    { ...OVERLAY, match: [{ hosts: ['a.example', 'b.example'], path: '^/', frame: 'top' }] },
    'no-host',
    'a.example, b.example',
  ],
  ['something else', [1, 2], 'bad-shape', ''],
])('%s is refused', (_name, raw, reason, detail) => {
  expect(check(raw)).toEqual({ ok: false, reason, ...(detail !== undefined && { detail }) });
});

test('a file that is no JSON, or far too large, is refused', () => {
  expect(parseOverlay('<html>', () => true)).toEqual({ ok: false, reason: 'not-json' });
  expect(parseOverlay(' '.repeat(100_001), () => true)).toEqual({ ok: false, reason: 'too-large' });
});
