import { expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import type { GuardContext } from '@/lib/suggest/guard/conversation/context';
import { createScriptedRetriever, NOW, SETTINGS, toSourced } from '@/tests/support/assistant-bench';
import { toConversation } from '@/tests/support/conversation';

const rows = [
  { id: 'old', title: '起球', answer: '羊毛衫起球是正常现象，不影响穿着', from: 'feed' },
  { id: 'new', title: '起球怎么说', answer: '可以用修剪器轻推', supersedes: ['old'], from: 'feed' },
  {
    kind: 'notice',
    id: 'n',
    title: '口径',
    governs: { triggers: [{ any: ['起球'] }] },
    wording: '统一这样说',
    replaces: [{ text: '过几天就好了' }],
    from: 'feed',
  },
  {
    kind: 'notice',
    id: 'n2',
    title: '旧口径',
    state: 'recalled',
    governs: {},
    wording: 'x',
    replaces: [{ text: '不该出现' }],
    from: 'feed',
  },
  { kind: 'shop', id: 'shop-1', name: '青禾家居服', facts: {}, from: 'feed' },
  { kind: 'shop', id: 'shop-2', name: '拾光女鞋', facts: {}, from: 'feed' },
  { kind: 'policy', id: 'p', title: 'p', roles: { agent: { amount_max: 20 } }, from: 'feed' },
  { kind: 'lexicon', id: 'l', title: 'l', list: 'absolute_claim', add: ['巅峰'], from: 'feed' },
];

/** The context that the guard is given for a draft. */
function capture(settings: Partial<AssistantSettings> = {}, text: string | null = '这件会起球吗') {
  const seen: GuardContext[] = [];
  const assistant = createAssistant({
    retriever: createScriptedRetriever(undefined),
    guardDraft: (_, context) => {
      seen.push(context);
      return [];
    },
  });
  assistant.upsert(rows.map(toSourced));
  const conversation = text === null ? null : toConversation(text);
  assistant.guard('草稿', conversation, { ...SETTINGS, ...settings }, createFixedClock(NOW));
  const [context] = seen;
  if (!context) throw new Error('the guard was not asked');
  return context;
}

test('withdrawn wordings: of notices in force, of recalled ones and of superseded answers, with what to say instead', () => {
  expect(capture().retiredWordings).toEqual([
    { id: 'n', text: '过几天就好了', replacement: '统一这样说' },
    { id: 'n2', text: 'x' },
    { id: 'old', text: '羊毛衫起球是正常现象，不影响穿着', replacement: '可以用修剪器轻推' },
  ]);
});

test('other shops of the team, the role’s limit, the lead’s words, the platform', () => {
  const context = capture({ recentTexts: ['发过的'], otherBuyerNames: ['别人'], otherOrderIds: ['1'] });
  expect(context).toMatchObject({
    otherShopNames: ['拾光女鞋'],
    amountMax: 20,
    platform: 'pinduoduo',
    recentTexts: ['发过的'],
    otherBuyerNames: ['别人'],
    otherOrderIds: ['1'],
  });
  expect(context.lexicons?.map(({ id }) => id)).toEqual(['l']);
  expect(capture({ role: 'lead' }).amountMax).toBeUndefined();
});

test('the advice on screen travels with it', () => {
  expect(capture().advice?.suggestions[0]).toMatchObject({ origin: 'notice', text: '统一这样说' });
});

test('without a conversation only the words count', () => {
  expect(capture({}, null)).toEqual({ conversation: null });
});

test('the real guard: an empty slot, a withdrawn wording and a claim in one draft', () => {
  const assistant = createAssistant({ retriever: createScriptedRetriever(undefined) });
  assistant.upsert(rows.map(toSourced));
  const findings = (draft: string) =>
    assistant.guard(draft, toConversation('这件会起球吗'), SETTINGS, createFixedClock(NOW)).map(({ type }) => type);
  expect(findings('我们〔发货时间〕发出')).toContain('empty_slot');
  expect(findings('羊毛衫起球是正常现象，不影响穿着的')).toContain('retired_wording');
  expect(findings('可以用修剪器顺着纹路轻推，起球就没了')).not.toContain('retired_wording');
});

test('knowledge that changed is seen at the next draft', () => {
  const assistant = createAssistant({ retriever: createScriptedRetriever(undefined) });
  assistant.upsert(rows.slice(0, 1).map(toSourced));
  const types = () =>
    assistant
      .guard('羊毛衫起球是正常现象，不影响穿着', toConversation('这件会起球吗'), SETTINGS, createFixedClock(NOW))
      .map(({ type }) => type);
  expect(types()).not.toContain('retired_wording');
  assistant.upsert(rows.map(toSourced));
  expect(types()).toContain('retired_wording');
  assistant.remove('feed', ['new']);
  expect(types()).not.toContain('retired_wording');
});
