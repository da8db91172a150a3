import { expect, test } from 'vitest';
import { type Ask, getAdvice } from '@/tests/support/assistant-bench';

const line = (id: string, any: string[], more: Record<string, unknown> = {}) => ({
  kind: 'subtext',
  id,
  title: id,
  sign: { any },
  need: `${id}的心思`,
  probe: `${id}想问一下，您平时穿多大码呢？`,
  ...more,
});
const size = {
  scene: { id: 'presale.size' as const, confidence: 0.9, ranking: [{ id: 'presale.size' as const, p: 0.9 }] },
};
const get = (rows: object[], ask: Partial<Ask> = {}) =>
  getAdvice({ lines: '我穿多大码合适', rows: rows as Ask['rows'], found: {}, understanding: size, ...ask }).subtext;

test.each<[string, object[], Partial<Ask>, string | null]>([
  ['the sign stands in the turn', [line('a', ['多大码'])], {}, 'a'],
  ['no sign', [line('a', ['褪色'])], {}, null],
  ['in its scene', [line('a', ['多大码'], { scenes: ['presale.size'] })], {}, 'a'],
  ['in another scene', [line('a', ['多大码'], { scenes: ['aftersale.refund'] })], {}, null],
  [
    'the scene’s own line beats one for every scene',
    [line('a', ['多大码']), line('b', ['多大码'], { scenes: ['presale.size'] })],
    {},
    'b',
  ],
  ['the narrower sign wins', [line('a', ['码']), line('b', ['多大码合适'])], {}, 'b'],
  ['denied', [line('a', ['多大码'])], { lines: '我没问多大码' }, null],
  ['retired', [line('a', ['多大码'], { status: 'retired' })], {}, null],
  ['the buyer writes English', [line('a', ['size'])], { lines: 'which size should I order for my height?' }, null],
])('%s', (_, rows, ask, id) => {
  expect(get(rows, ask)?.entryId ?? null).toBe(id);
});

test('need for the agent, probe for the buyer with its slots filled', () => {
  const row = line('a', ['多大码'], { probe: '{{hours}}都在，您平时穿多大码？' });
  const subtext = get([row], { settings: { shopFacts: { default: { hours: '9点到23点' } } } });
  expect(subtext).toMatchObject({ need: 'a的心思', probe: { text: '9点到23点都在，您平时穿多大码？' } });
});
