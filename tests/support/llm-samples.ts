import type { LlmSettingsView, OutboundView } from '@/lib/platform/methods/llm-methods';

export const LLM_SETTINGS: LlmSettingsView = {
  on: true,
  mode: 'auto',
  preset: 'deepseek',
  baseUrl: 'https://api.deepseek.com/v1',
  model: 'deepseek-chat',
  tone: '亲切简短，称呼“亲”',
  dailyTokens: 2_000_000,
  priceIn: 2,
  priceOut: 8,
  key: { set: true, tail: 'x7Qz' },
  today: { requests: 42, tokensIn: 81_300, tokensOut: 12_900 },
};

const sent = (user: object): string =>
  JSON.stringify({
    model: 'deepseek-chat',
    messages: [
      { role: 'system', content: '你替客服起草回复。只用给出的资料。' },
      { role: 'user', content: JSON.stringify(user) },
    ],
    stream: true,
  });

const NOW = Date.now();
const PURPOSES = ['llm.draft', 'llm.translate', 'llm.back', 'llm.rewrite', 'llm.askings', 'llm.test', 'llm.models'];

export const OUTBOUND: OutboundView[] = PURPOSES.map((purpose, i) => {
  const text =
    purpose === 'llm.models'
      ? ''
      : sent({
          turn: '我电话〔手机号1〕，付款后多久发货呀',
          history: [{ from: 'agent', text: '亲，在的' }],
          knowledge: [{ id: 'K1', title: '什么时候发货', text: '付款后48小时内发出，默认中通快递。' }],
        });
  return {
    id: i + 1,
    atMs: NOW - 61_000 * (i + 1) ** 2,
    origin: 'https://api.deepseek.com',
    purpose,
    bytes: text.length * 3,
    text,
  };
});
