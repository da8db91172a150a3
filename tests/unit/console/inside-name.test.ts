import { expect, test } from 'vitest';
import { findInside } from '@/lib/console/detect/inside-name';

/** A name with words around it, by the names that the page prints elsewhere. */

const NAMES = new Set(['小鹿', '小鹿爱逛街', 'Lulu', '10:02', 'X']);

test.each([
  ['Chat with Lulu', 'Lulu', '^Chat with '],
  ['与 小鹿爱逛街 的会话', '小鹿爱逛街', '^与 | 的会话$'],
  ['Lulu (online)', 'Lulu', ' \\(online\\)$'],
  ['Chat  with\nLulu', 'Lulu', '^Chat with '],
])('%j says %s', (text, name, strip) => {
  expect(findInside(text, NAMES)).toEqual({ name, strip });
  expect(text.replace(/\s+/g, ' ').replace(new RegExp(strip, 'giu'), '').trim()).toBe(name);
});

test.each([
  ['the name alone has nothing around it', 'Lulu'],
  ['a part of a longer name', 'Chat with Lulu2'],
  ['a part of a longer Chinese name', '小鹿们'],
  ['a time', 'since 10:02'],
  ['one letter', 'Team X'],
  ['nobody', 'Chat'],
])('%s: none', (_, text) => {
  expect(findInside(text, NAMES)).toBeNull();
});
