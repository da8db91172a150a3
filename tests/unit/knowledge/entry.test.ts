import { describe, expect, test } from 'vitest';
import { fitsPlace, fitsPlatform, isLive, isStale, isWithin, parseInstant } from '@/lib/knowledge/entry';
import { entrySchema } from '@/lib/knowledge/schema';

const NOW = Date.parse('2026-11-21T12:00:00+08:00');
const entry = (fields: object) => entrySchema.parse({ id: 'e', title: 'e', answer: 'x', ...fields });

test.each<[string | undefined, 'from' | 'to', string | null]>([
  ['2026-11-21', 'from', '2026-11-20T16:00:00.000Z'],
  ['2026-11-21', 'to', '2026-11-21T16:00:00.000Z'],
  ['2026-11-21 10:30', 'from', '2026-11-21T02:30:00.000Z'],
  ['2026-11-21T10:30:00Z', 'to', '2026-11-21T10:30:00.000Z'],
  ['2026-11-21T10:30:00+01:00', 'to', '2026-11-21T09:30:00.000Z'],
  ['soon', 'from', null],
  ['', 'from', null],
  [undefined, 'to', null],
])('parseInstant(%s, %s) = %s', (text, edge, iso) => {
  const ms = parseInstant(text, edge);
  expect(ms === null ? null : new Date(ms).toISOString()).toBe(iso);
});

test.each<[string | undefined, string | undefined, boolean]>([
  [undefined, undefined, true],
  ['2026-11-21', '2026-11-21', true],
  ['2026-11-22', undefined, false],
  [undefined, '2026-11-20', false],
  ['unreadable', 'unreadable', true],
])('isWithin(%s, %s) = %s', (from, to, within) => {
  expect(isWithin(from, to, NOW)).toBe(within);
});

test.each<[object, boolean]>([
  [{}, true],
  [{ status: 'published' }, true],
  [{ status: 'draft' }, false],
  [{ status: 'review' }, false],
  [{ status: 'retired' }, false],
  [{ valid_to: '2026-11-20' }, false],
  [{ valid_from: '2026-11-21', valid_to: '2026-11-21' }, true],
])('isLive(%o) = %s', (fields, live) => {
  expect(isLive(entry(fields), NOW)).toBe(live);
});

test('stale only after the last moment of the verify-by date', () => {
  expect(isStale(entry({ verify_by: '2026-11-21' }), NOW)).toBe(false);
  expect(isStale(entry({ verify_by: '2026-11-20' }), NOW)).toBe(true);
  expect(isStale(entry({}), NOW)).toBe(false);
});

describe('places', () => {
  const place = { shops: ['shop-1', '青禾家居服'], platform: 'pinduoduo', groups: ['夜班'] };
  test.each<[object, boolean]>([
    [{}, true],
    [{ shops: [] }, true],
    [{ shops: ['青禾家居服'] }, true],
    [{ shops: ['别家'] }, false],
    [{ platforms: ['拼多多'] }, true],
    [{ platforms: ['PDD', '抖音'] }, true],
    [{ platforms: ['京东'] }, false],
    [{ groups: ['夜班'] }, true],
    [{ groups: ['白班'] }, false],
    [{ shops: ['shop-1'], groups: ['白班'] }, false],
  ])('%o → %s', (fields, fits) => {
    expect(fitsPlace(entry(fields), place)).toBe(fits);
  });
  test.each<[string, string, boolean]>([
    ['飞鸽', 'feige', true],
    ['抖店', 'feige', true],
    ['虾皮', 'shopee', true],
    ['小红书', 'xiaohongshu', true],
    ['TikTok', 'feige', false],
    ['自建站', '自建站', true],
  ])('%s names %s: %s', (name, platform, fits) => {
    expect(fitsPlatform([name], platform)).toBe(fits);
  });
});
