import { expect, test } from 'vitest';
import { toSentText } from '@/components/desk/sent-text';

test('what was sent is given as a person reads it, every string of it unchanged', () => {
  const data = {
    turn: '我电话〔手机号1〕，多久发货',
    history: [{ from: 'buyer', text: '在吗' }],
    notices: [],
    knowledge: [{ id: 'K1', title: '什么时候发货', text: '付款后48小时内发出。' }],
    page: [{ id: 'P1', 材质: '真丝' }],
    mood: '平静 1/10',
  };
  const words: Record<string, string> = { turn: '买家这句', buyer: '买家', knowledge: '资料' };
  expect(toSentText(data, (name) => words[name] ?? null)).toBe(
    [
      '【买家这句】\n我电话〔手机号1〕，多久发货',
      '【history】\n买家：在吗',
      '【资料】\nK1 什么时候发货\n付款后48小时内发出。',
      '【page】\nP1\n材质：真丝',
      '【mood】\n平静 1/10',
    ].join('\n\n'),
  );
});
