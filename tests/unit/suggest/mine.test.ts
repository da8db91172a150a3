import { expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { parseEntry } from '@/lib/knowledge/parse-entry';
import { toOwnPhrase } from '@/lib/knowledge/phrases/phrase-marks';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { toConversation } from '@/tests/support/conversation';

const SETTINGS = { role: 'agent' as const, groups: [], chosen: {}, shopFacts: {}, recentTexts: [] };

test('a phrase of mine may be suggested to me, and never stands in what an LLM is given', () => {
  const assistant = createAssistant();
  const question = '激光刻字可以刻几个字';
  const mine = parseEntry({ ...toOwnPhrase('我的秘密话术：最多八个字', { title: question }), questions: [question] });
  const team = parseEntry({ id: 'team', kind: 'answer', title: question, questions: [question], answer: '可以刻字' });
  if (!mine.ok || !team.ok) throw new Error('both are entries');
  assistant.upsert([
    { entry: mine.entry, source: 'own', precedence: 30 },
    { entry: team.entry, source: 'feed', precedence: 20 },
  ]);
  const conversation = toConversation([['buyer', question]]);
  const given = JSON.stringify(assistant.ground(conversation, SETTINGS, createFixedClock(1_764_000_000_000), 20));
  expect(given).toContain('可以刻字');
  expect(given).not.toContain('秘密');
});
