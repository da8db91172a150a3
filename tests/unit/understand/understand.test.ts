import { expect, test } from 'vitest';
import type { Conversation } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import { isScene, SCENES } from '@/lib/understand/scenes';
import { understand } from '@/lib/understand/understand';

/** `b:` buyer, `s:` agent, `r:` robot; the last row is the turn. */
function read(rows: string[], orderState?: string) {
  const roles = { b: 'buyer', s: 'agent', r: 'robot' } as const;
  const conversation: Conversation = {
    ref: { console: 'practice', shop: 'shop', buyer: 'buyer' },
    shop: {},
    buyer: {},
    messages: rows.map((row, index) => ({
      id: `m${index}`,
      role: roles[row.charAt(0) as 'b' | 's' | 'r'],
      parts: [{ type: 'text' as const, text: row.slice(3) }],
      seenAtMs: index * 60_000,
    })),
    orders: orderState === undefined ? [] : [{ state: orderState, items: [], readFrom: 'order' as const }],
    practice: false,
  };
  const turn = getBuyerTurn(conversation);
  if (!turn) throw new Error('no turn');
  return understand(conversation, turn);
}

test.each([
  ['请问这件大衣能机洗吗', 'presale.care'],
  ['洗衣机可以洗吗會不會縮水', 'presale.care'],
  ['我一米七一百四十斤穿什么码', 'presale.size'],
  ['啥料子做的', 'presale.material'],
  ['仲有冇货呀', 'presale.stock'],
  ['是正品吗', 'presale.authentic'],
  ['便宜点呗', 'presale.price'],
  ['今天拍什么时候发货', 'logistics.shiptime'],
  ['都五天了怎么还不发货', 'logistics.urge'],
  ['快递到哪了', 'logistics.track'],
  ['显示签收了但是我没收到', 'logistics.delay'],
  ['包邮吗', 'logistics.carrier'],
  ['地址填错了能改吗', 'logistics.address'],
  ['优惠券怎么用不了', 'promo.coupon'],
  ['满减怎么算', 'promo.rule'],
  ['刚买就降价，能退差价吗', 'promo.priceprotect'],
  ['赠品没收到', 'promo.gift'],
  ['怎么申请退货', 'aftersale.return'],
  ['小了想换大一码', 'aftersale.exchange'],
  ['退款什么时候到账', 'aftersale.refund'],
  ['收到就是坏的', 'aftersale.quality'],
  ['少发了一件', 'aftersale.missing'],
  ['能开发票吗', 'aftersale.invoice'],
  ['怎么安装', 'tech.use'],
  ['付款失败', 'tech.order'],
  ['转人工客服', 'complaint.service'],
  ['我要找平台投诉你们', 'complaint.escalate'],
  ['好的谢谢', 'other'],
])('the scene of %s is %s', (text, scene) => {
  const { scene: found } = read([`b: ${text}`]);
  expect(found.id).toBe(scene);
  expect(found.ranking.length).toBe(SCENES.length);
  expect(found.ranking.every(({ id }) => isScene(id))).toBe(true);
});

test.each([
  ['我要去12315投诉你们', ['complaint']],
  ['再不处理就法院见', ['legal']],
  ['我会发抖音曝光你们', ['media']],
  ['等着收差评吧', ['bad_review']],
  ['孩子用完手上起了红疹', ['safety']],
  ['你们不退我就不活了，真不想活了', ['self_harm']],
  ['卖假货的骗子', ['fraud']],
  ['傻逼客服', ['abuse']],
  ['以后再也不会来买了，拉黑', ['churn']],
  // Hard negatives: the word without the deed.
  ['我是律师，想买套西装', []],
  ['会不会过敏呀', []],
  ['寄到派出所隔壁', []],
  ['你们没被投诉过吧', []],
  ['不会给你差评的放心', []],
  ['好吃死了还想买', []],
  ['给我孙子买的，穿多大', []],
  ['相机曝光怎么调', []],
  ['垃圾桶有盖子吗', []],
  ['是不是正品呀', []],
])('risks of %s: %j', (text, risks) => {
  expect(read([`b: ${text}`]).risks.map(({ type }) => type)).toEqual(risks);
});

test('a calm report of an injury goes to a lead, a loud question about colours does not say that anybody is hurt', () => {
  const calm = read(['b: 您好，宝宝吃完之后嘴唇有点肿']);
  expect(calm.mood.escalate).toBe(true);
  expect(calm.mood.level).toBeLessThanOrEqual(6);
  expect(calm.risks[0]?.evidence[0]?.text).toContain('肿');
  expect(read(['b: 这个颜色也太好看了吧！！！']).mood.escalate).toBe(false);
});

test('moods keep their order: thanks below a plain complaint below insults', () => {
  const level = (text: string) => read([`b: ${text}`]).mood.level;
  expect(level('谢谢，收到了很喜欢')).toBeLessThanOrEqual(1);
  expect(level('用了两天就坏了，有点失望')).toBeGreaterThan(level('谢谢，收到了很喜欢'));
  expect(level('滚！一群废物骗子！！')).toBeGreaterThanOrEqual(7);
});

test('a turn that cannot stand alone is read with what was said before', () => {
  const { context, scene } = read(['b: 这双鞋想退掉', 's: 可以的，支持七天无理由', 'b: 那运费谁出']);
  expect(context.isElliptical).toBe(true);
  expect(context.text).toContain('想退掉');
  expect(scene.id).toBe('aftersale.return');
});

test('a full question leans on nothing', () => {
  const { context } = read(['b: 你好', 's: 在的', 'b: 请问真丝的这件连衣裙用洗衣机洗会不会缩水，褪不褪色']);
  expect(context).toMatchObject({ isElliptical: false, text: '' });
});

test('corrections are seen', () => {
  expect(read(['b: 左脚那只坏了', 's: 右脚对吗', 'b: 不对，我说的是左脚']).context.isCorrection).toBe(true);
});

test('several questions of one turn are told apart, in the words of the buyer', () => {
  const text = '真丝那件一米六一百斤穿什么码？还有洗的时候會不會掉色';
  const { questions } = read([`b: ${text}`]);
  expect(questions.map(({ scene }) => scene)).toEqual(['presale.size', 'presale.care']);
  for (const { start, end, text: quote } of questions) expect(text.slice(start, end)).toBe(quote);
});

test('the question hidden in a rant is found', () => {
  const { questions } = read(['b: 气死我了，你们这什么店啊。等了八天还没发货，到底什么时候发货？']);
  expect(questions.map(({ scene }) => scene)).toContain('logistics.urge');
});

test('what was asked before, and whether an agent has spoken since', () => {
  const { asked } = read(['b: 包邮吗', 's: 包的', 'b: 能开发票吗', 'r: 您好，人工稍后就来', 'b: 在吗在吗']);
  expect(asked.map(({ text, answered }) => [text, answered])).toEqual([
    ['包邮吗', true],
    ['能开发票吗', false],
  ]);
});

test.each([
  ['待付款', 'unpaid'],
  ['待发货', 'paid'],
  ['已发货', 'shipped'],
  ['交易成功', 'signed'],
])('an order that is %s puts the buyer at %s', (state, stage) => {
  expect(read(['b: 你好'], state).stage).toBe(stage);
});

test.each([
  ['这个多少钱', 'presale'],
  ['我昨天刚拍的', 'paid'],
  ['快递到哪了', 'shipped'],
  ['收到了，穿着有点大', 'signed'],
])('without an order the words tell: %s → %s', (text, stage) => {
  expect(read([`b: ${text}`]).stage).toBe(stage);
});

test.each([
  ['好的谢谢', true],
  ['嗯嗯', true],
  ['什么时候发货', false],
])('%s is chat: %s', (text, expected) => {
  expect(read([`b: ${text}`]).isChat).toBe(expected);
});
