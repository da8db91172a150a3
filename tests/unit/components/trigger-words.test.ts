import { expect, test } from 'vitest';
import { fromLocalField, toLocalField } from '@/components/desk/notices/local-time';
import { fromTag, toTag } from '@/components/desk/notices/trigger-words';

test.each([
  ['起球', { any: ['起球'] }],
  ['起球 起毛', { any: ['起球', '起毛'] }],
  ['起球 + 羊毛', { any: ['起球'], near: ['羊毛'] }],
  ['起球 + 羊毛 -退款', { any: ['起球'], near: ['羊毛'], not: ['退款'] }],
])('%s', (tag, trigger) => {
  expect(fromTag(tag)).toEqual(trigger);
  expect(toTag(trigger)).toBe(tag);
});

test('a tag without a word is none; what a tag cannot say is kept', () => {
  expect(fromTag(' -退款 ')).toBeNull();
  expect(fromTag('')).toBeNull();
  const known = { any: ['褪色'], attribute: { name: '面料', values: ['真丝'] } };
  expect(fromTag(toTag(known), [known])).toBe(known);
});

test('times go through a field of this machine and come back as the same instant', () => {
  const instant = '2026-11-28T04:30:00.000Z';
  expect(fromLocalField(toLocalField(instant, 'from'))).toBe(instant);
  expect(fromLocalField('')).toBe('');
  expect(toLocalField('', 'to')).toBe('');
});
