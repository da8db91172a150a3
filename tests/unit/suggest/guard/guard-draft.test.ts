import { expect, test } from 'vitest';
import type { Conversation } from '@/lib/chat/conversation';
import type { GuardContext } from '@/lib/suggest/guard/conversation/context';
import { getSubstance } from '@/lib/suggest/guard/conversation/empty-reply';
import { fromChineseNumeral } from '@/lib/suggest/guard/conversation/over-limit';
import { getQuestions } from '@/lib/suggest/guard/conversation/unanswered';
import { guardDraft } from '@/lib/suggest/guard/guard';

/** A conversation of `buyer:` and `agent:` lines. */
function talk(lines: string[], more: Partial<Conversation> = {}): Conversation {
  return {
    ref: { console: 'practice', shop: 's1', buyer: 'b1' },
    shop: { name: '云栖家纺' },
    buyer: { name: 'moon小鹿' },
    messages: lines.map((line, i) => {
      const [role, text] = line.split(/:(.*)/s);
      return {
        id: `m${i}`,
        role: role === 'buyer' ? 'buyer' : 'agent',
        parts: [{ type: 'text', text: text ?? '' }],
        seenAtMs: i * 60_000,
      };
    }),
    orders: [],
    practice: false,
    ...more,
  };
}

const types = (draft: string, context: Partial<GuardContext>) =>
  guardDraft(draft, { conversation: null, ...context }).map((finding) => finding.type);

test.each([
  ['付款后〔发货时间〕发出', true],
  ['付款后{{ship_time}}发出', true],
  ['寄到××路1号', true],
  ['付款后48小时发出', false],
  ['【新品】已经上架', false],
])('open slots: %s', (draft, expected) => {
  expect(types(draft, {}).includes('empty_slot')).toBe(expected);
});

test('another buyer or order, another shop', () => {
  const conversation = talk(['buyer:我的单子发了吗'], {
    orders: [{ id: '250418-301928374650192', items: [], readFrom: 'order' }],
  });
  const context = {
    conversation,
    otherBuyerNames: ['阿茂2020', 'moon小鹿'],
    otherOrderIds: ['250417-998273645019283'],
    otherShopNames: ['山野户外', '云栖'],
  };
  expect(types('阿茂2020您好，已经发了', context)).toContain('wrong_buyer');
  expect(types('moon小鹿您好，已经发了', context)).toEqual([]);
  expect(types('您的订单250417-998273645019283已经发了', context)).toContain('wrong_buyer');
  expect(types('您的订单250418-301928374650192已经发了', context)).not.toContain('wrong_buyer');
  expect(types('欢迎光临山野户外，已经发了', context)).toContain('wrong_shop');
  expect(types('云栖家纺已经给您发了', context)).toEqual([]);
});

test.each([
  ['付款后48小时内发货哦亲', true],
  ['您付款以后，我们48小时内会发货的', true],
  ['付款后四十八个小时内发货', false],
  ['付款后72小时内发货', false],
  ['不是48小时内发货哦', false],
  ['您好，麻烦发下照片', false],
])('withdrawn wording is known again when reworded: %s', (draft, expected) => {
  const retiredWordings = [{ id: 'n1', text: '付款后48小时内发货', replacement: '付款后72小时内发货' }];
  const found = guardDraft(draft, { conversation: null, retiredWordings }).filter(
    (finding) => finding.type === 'retired_wording',
  );
  expect(found.length > 0).toBe(expected);
  if (expected) expect(found[0]).toMatchObject({ rule: 'retired_wording:n1', fix: '付款后72小时内发货' });
});

test.each([
  ['给您补偿30元', true],
  ['给您退五十块', true],
  ['给您补偿20元', false],
  ['满199减20元', false],
  ['您实付230元', false],
])('amounts above the limit: %s', (draft, expected) => {
  expect(types(draft, { amountMax: 20 }).includes('over_limit')).toBe(expected);
  expect(types(draft, {}).includes('over_limit')).toBe(false);
});

test.each([
  ['十', 10],
  ['五十', 50],
  ['一百二', 120],
  ['两百零五', 205],
  ['一万二', 12000],
  ['三百五十六', 356],
])('%s is %i', (text, value) => {
  expect(fromChineseNumeral(text)).toBe(value);
});

test.each([
  ['非常抱歉给您带来不便，理解您的心情，请您耐心等待', true],
  ['抱歉亲，您的件卡在中转站了，我催了网点，明天给您回复', false],
  ['好的亲', false],
])('empty reply: %s', (draft, expected) => {
  expect(types(draft, { conversation: talk(['buyer:都五天了还不发货 到底怎么回事']) }).includes('empty_reply')).toBe(
    expected,
  );
  expect(types(draft, { conversation: talk(['buyer:在吗']) }).includes('empty_reply')).toBe(false);
});

test('substance is what is left without courtesies', () => {
  expect(getSubstance('亲，非常抱歉给您带来不便')).toBe('');
  expect(getSubstance('亲，已补发圆通')).toContain('补发圆通');
});

test.each([
  ['这条裙子会掉色吗？几天能到？', '首次洗会有一点浮色，江浙沪两天到', false],
  ['这条裙子会掉色吗？', '我们家的包装盒特别精美', true],
  ['几天能到', '这个颜色很百搭', true],
  ['几天能到', '您发我收货城市', false],
  ['谢谢', '祝您生活愉快，欢迎再来', false],
])('open questions: %s | %s', (asked, draft, expected) => {
  expect(types(draft, { conversation: talk([`buyer:${asked}`]) }).includes('unanswered')).toBe(expected);
});

test('a turn splits into its questions', () => {
  expect(getQuestions('在吗 这款掉色吗，几天能到？\n好的')).toHaveLength(2);
});

test('the same words again', () => {
  const conversation = talk(['buyer:到哪了', 'agent:您的件已经到杭州中转站，预计明天派送', 'buyer:还没到']);
  expect(types('亲您的件已经到杭州中转站，预计明天派送', { conversation })).toContain('repeat');
  expect(types('刚联系了网点，下午三点前送到您楼下', { conversation })).not.toContain('repeat');
  expect(types('今天下午统一发出的哦', { recentTexts: ['今天下午统一发出的哦'] })).toContain('repeat');
});

test('nothing typed, nothing said', () => {
  expect(guardDraft('  ', { conversation: talk(['buyer:会掉色吗']) })).toEqual([]);
});
