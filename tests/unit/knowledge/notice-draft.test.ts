import { expect, test } from 'vitest';
import {
  fromNoticeRow,
  getNoticeState,
  type NoticeDraft,
  toNoticeRow,
  toRecalledRow,
} from '@/lib/knowledge/notice-draft';
import { parseEntry } from '@/lib/knowledge/parse-entry';

const NOW_MS = Date.parse('2026-11-28T04:00:00Z');
const DRAFT: NoticeDraft = {
  title: ' 起球 ',
  wording: ' 统一这样说 ',
  reason: '',
  mustRead: true,
  scenes: ['presale.care'],
  triggers: [{ any: ['起球'], not: ['退款'] }],
  entries: ['a1'],
  from: '2026-11-28T00:00:00.000Z',
  to: '',
  groups: ['夜班'],
  shops: [],
  replacesEntries: ['a1'],
  replacesTexts: ['旧说法', '  '],
};

test('a draft becomes a row that every reader takes, and comes back as it was', () => {
  const row = toNoticeRow(DRAFT, 'n1', NOW_MS);
  expect(parseEntry(row)).toMatchObject({ ok: true });
  expect(row).toMatchObject({
    scope: 'team',
    status: 'published',
    state: 'live',
    title: '起球',
    wording: '统一这样说',
  });
  expect(Object.keys(row)).not.toContain('effective_to');
  expect(fromNoticeRow(row)).toMatchObject({
    ...DRAFT,
    id: 'n1',
    title: '起球',
    wording: '统一这样说',
    replacesTexts: ['旧说法'],
  });
});

test('what the form does not know is kept', () => {
  const before = { id: 'n1', kind: 'notice', owner: '王', x_tool: 1, audience: { people: ['小林'] } };
  expect(toNoticeRow(DRAFT, 'n1', NOW_MS, before)).toMatchObject({
    owner: '王',
    x_tool: 1,
    audience: { groups: ['夜班'], people: ['小林'] },
  });
});

test.each([
  ['live', {}],
  ['planned', { effective_from: '2026-11-29' }],
  ['over', { effective_to: '2026-11-27' }],
  ['recalled', { state: 'recalled', effective_to: '2026-11-27' }],
] as const)('%s: %j', (state, row) => {
  expect(getNoticeState(row, NOW_MS)).toBe(state);
});

test('a recall keeps the wording; saving again puts it in force', () => {
  const recalled = toRecalledRow(toNoticeRow(DRAFT, 'n1', NOW_MS), NOW_MS + 1);
  expect(recalled).toMatchObject({ state: 'recalled', wording: '统一这样说' });
  expect(toNoticeRow(DRAFT, 'n1', NOW_MS + 2, recalled)).toMatchObject({ state: 'live' });
});

test('no notice, no form', () => {
  expect(fromNoticeRow({ id: 'a', answer: 'x' })).toBeNull();
});
