import { expect, test } from 'vitest';
import { createI18n } from '@/components/app/create-i18n';
import { checkFact, toFactValue } from '@/components/desk/check-fact';
import { toHost } from '@/components/desk/off-hosts';
import { toHash, toRoute } from '@/components/desk/use-route';
import { getListKey, getPlaces, optionId } from '@/components/panel/pieces';
import { getMainSource } from '@/components/panel/sync-footer';
import { toWhyText } from '@/components/panel/why-line';
import { toByteSize } from '@/components/text/byte-size';
import { cutText, splitHidden } from '@/components/text/hostile-characters';
import { toLanguageName } from '@/components/text/language-name';
import { toHostPatterns, toPermissionOrigin } from '@/components/text/permission-origin';
import { toAgo } from '@/components/text/relative-time';
import { toSyncErrorText } from '@/components/text/sync-error';
import { SHOP_FACTS } from '@/lib/knowledge/shop-facts';
import { makeAdvice, makeSuggestion, SILK_CARD, SLOT_SUGGESTION, SOURCES } from '../../support/view-samples';

test.each([
  ['plain 文字 only', []],
  ['', []],
  ['a\u200bb', ['\u200b']],
  ['\u202eabc\u202c', ['\u202e', '\u202c']],
  ['a\u200b\u200b\u2060b', ['\u200b\u200b\u2060']],
  ['line\nbreak\tand tab', []],
  ['\u0007bell', ['\u0007']],
  ['family 👨‍👩‍👧', []],
  ['tag \u{e0041}', ['\u{e0041}']],
])('hidden characters of %j', (text, hidden) => {
  const runs = splitHidden(text);
  expect(runs.map((run) => run.text).join('')).toBe(text);
  expect(runs.filter((run) => run.hidden).map((run) => run.text)).toEqual(hidden);
});

test('splitting 100,000 hostile characters is fast', () => {
  const start = performance.now();
  splitHidden('a\u200b'.repeat(50_000));
  expect(performance.now() - start).toBeLessThan(250);
});

test('cutting never splits a surrogate pair', () => {
  expect(cutText('ab😀', 3)).toBe('ab');
  expect(cutText('ab😀', 4)).toBe('ab😀');
  expect(cutText('abc', 2)).toBe('ab');
});

const fact = (name: string) => {
  const found = SHOP_FACTS.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};
test.each([
  ['return_days', '7', null],
  ['return_days', '七天', 'number'],
  ['return_days', '-1', 'number'],
  ['cut_off', '16:00', null],
  ['cut_off', '9：30', null],
  ['cut_off', '25:00', 'time'],
  ['cut_off', '16', 'time'],
  ['courier', '中通', null],
  ['courier', '中'.repeat(121), 'long'],
  ['courier', '', null],
])('fact %s as %s', (name, typed, problem) => {
  expect(checkFact(fact(name), typed)).toBe(problem);
});

test('fact values are kept typed', () => {
  expect(toFactValue(fact('return_days'), ' 7 ')).toBe(7);
  expect(toFactValue(fact('cut_off'), '9：30')).toBe('9:30');
  expect(toFactValue(fact('courier'), ' 中通 ')).toBe('中通');
});

test.each([
  ['', 'knowledge', []],
  ['#/shop/ship_time', 'shop', ['ship_time']],
  ['#/knowledge/a%2Fb/feed', 'knowledge', ['a/b', 'feed']],
  ['#/knowledge/%E0%A4%A', 'knowledge', ['%E0%A4%A']],
  ['#/nowhere/x', 'knowledge', []],
] as const)('route of %s', (hash, page, rest) => {
  expect(toRoute(hash)).toEqual({ page, rest });
});

test('a place in the desk survives its hash', () => {
  expect(toRoute(toHash('knowledge', 'a/b #?', '总部'))).toEqual({ page: 'knowledge', rest: ['a/b #?', '总部'] });
});

test.each([
  ['https://kb.example.com/x/manifest.json', 'https://kb.example.com/*'],
  ['http://192.168.1.5:8080/m.json', 'http://192.168.1.5/*'],
  ['nonsense', 'nonsense'],
])('permission for %s', (url, origin) => {
  expect(toPermissionOrigin(url)).toBe(origin);
});

test.each([
  ['im.jinritemai.com', 'im.jinritemai.com'],
  ['https://IM.jinritemai.com/pc_seller/x?y', 'im.jinritemai.com'],
  ['localhost:3000', 'localhost'],
  ['', null],
  ['not a host', null],
  ['word', null],
])('host of %j', (typed, host) => {
  expect(toHost(typed)).toBe(host);
});

test('times, sizes and languages are worded in the language asked for', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  expect(toAgo('2026-11-18T12:00:00Z', 'zh-CN', now)).toBe('3天前');
  expect(toAgo(now - 3_600_000, 'en', now)).toBe('1 hour ago');
  expect(toAgo('no date', 'en', now)).toBe('no date');
  expect(toByteSize(1_203_000, 'en')).toBe('1.2 MB');
  expect(toByteSize(812, 'en')).toBe('812 byte');
  expect(toLanguageName('zh-CN', 'zh-CN')).toBe('中文');
  expect(toLanguageName('zh-Hant', 'zh-CN')).toContain('繁');
  expect(toLanguageName('id', 'en')).toBe('Indonesian');
  expect(toLanguageName('und', 'en')).toBeNull();
  expect(toLanguageName('!!', 'en')).toBeNull();
});

test('why: each code is worded, codes without their words are left out', () => {
  const { t } = createI18n('zh-CN');
  expect(toWhyText(t, { code: 'trigger', terms: ['褪色', '真丝'] })).toBe('出现关键词「褪色、真丝」');
  expect(toWhyText(t, { code: 'scene', scene: 'presale.care' })).toBe('属于「洗涤保养」');
  expect(toWhyText(t, { code: 'own-entry' })).toBe('本店自己的话术');
  expect(toWhyText(t, { code: 'asked-like', text: '很'.repeat(40) })).toBe(`买家常这样问：「${'很'.repeat(24)}…」`);
  expect(toWhyText(t, { code: 'terms', terms: [] })).toBe('');
  expect(toWhyText(t, { code: 'asked-like' })).toBe('');
});

test('sync errors: codes, http statuses and unknown ones have words', () => {
  const { t } = createI18n('en');
  expect(toSyncErrorText(t, 'hash-mismatch')).toContain('manifest');
  expect(toSyncErrorText(t, 'http-404')).toBe('The server answered 404');
  expect(toSyncErrorText(t, 'something-new')).toBe(t('sync.error.unknown'));
});

test('places: suggestions, then the question, then what cards send; never internal; three at most', () => {
  const ask = { attribute: '材质', values: [], terms: [], question: { id: 'q', text: '哪款？' } };
  const ids = (advice: Parameters<typeof getPlaces>[0]) => getPlaces(advice).map((piece) => piece.id);
  expect(ids(null)).toEqual([]);
  expect(ids(makeAdvice())).toEqual(['s-1', 'c-1/0', 'c-1/1']);
  expect(ids(makeAdvice({ suggestions: [], ask }))).toEqual(['q', 'c-1/0', 'c-1/1']);
  expect(ids(makeAdvice({ cards: [{ ...SILK_CARD, internal: true }] }))).toEqual(['s-1']);
  const many = ['a', 'b', 'c', 'd'].map((id) => makeSuggestion({ id }));
  expect(ids(makeAdvice({ suggestions: many }))).toEqual(['a', 'b', 'c']);
  expect(optionId('s-1', 0)).toBe('s-1#option-1');
});

test('the list key changes with what is painted and with the conversation, not with mood or time', () => {
  const key = getListKey(makeAdvice());
  expect(getListKey(makeAdvice({ tookMs: 99, mood: null }))).toBe(key);
  expect(getListKey(makeAdvice({ suggestions: [SLOT_SUGGESTION] }))).not.toBe(key);
  expect(getListKey(makeAdvice({ ref: { console: 'jd', shop: '1', buyer: '2' } }))).not.toBe(key);
  expect(getListKey(makeAdvice({ cards: [] }))).not.toBe(key);
});

test('the status line speaks of the feed that changed last, else of the starter pack', () => {
  const [starter, feed] = SOURCES;
  if (!starter || !feed) throw new Error('samples');
  expect(getMainSource(SOURCES)?.id).toBe('feed-hq');
  expect(getMainSource([starter])?.id).toBe('starter');
  expect(getMainSource([{ ...feed, id: 'old', changedAtMs: 1 }, feed])?.id).toBe('feed-hq');
  expect(getMainSource([])).toBeUndefined();
});

test.each([
  ['kefu.shop.example', ['https://kefu.shop.example/*']],
  ['kefu.shop.example:8443', ['https://kefu.shop.example/*', 'http://kefu.shop.example/*']],
  ['127.0.0.1', ['https://127.0.0.1/*', 'http://127.0.0.1/*']],
  ['localhost', ['https://localhost/*', 'http://localhost/*']],
])('rules for %s need %s', (given, patterns) => {
  expect(toHostPatterns(given)).toEqual(patterns);
});
