import type { Conversation } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import { entrySchema } from '@/lib/knowledge/schema';
import type { SourcedEntry } from '@/lib/suggest/assistant';
import type { Retrieved, Retriever } from '@/lib/suggest/retrieve/retriever';
import { understand } from '@/lib/understand/understand';

/** An answer of the shop, as a lead would write it. */
export const answer = (
  id: string,
  title: string,
  questions: string[],
  text: string,
  more: object = {},
): SourcedEntry => ({
  entry: entrySchema.parse({ id, kind: 'answer', title, questions, answer: text, ...more }),
  source: 'own',
  precedence: 30,
});

/** A conversation of rows a minute apart, the last one by the buyer. */
export function talk(...rows: [role: 'buyer' | 'agent', text: string][]): Conversation {
  return {
    ref: { console: 'test', shop: 'test', buyer: 'b' },
    shop: {},
    buyer: { id: 'b' },
    messages: rows.map(([role, text], i) => ({
      id: `m${i}`,
      role,
      parts: [{ type: 'text', text }],
      seenAtMs: i * 60_000,
    })),
    orders: [],
    practice: false,
  };
}

/** What the retriever finds for a conversation. */
export function find(retriever: Retriever, conversation: Conversation, limit = 3): Retrieved[] {
  const turn = getBuyerTurn(conversation);
  if (!turn) throw new Error('the buyer said nothing');
  const understanding = understand(conversation, turn);
  return retriever.retrieve({ conversation, turn, understanding, product: null, limit, nowMs: 0 });
}

/** A small shop of lamps, kettles and blankets. */
export const SHOP: SourcedEntry[] = [
  answer(
    'lamp-flicker',
    '台灯闪烁',
    ['台灯一闪一闪怎么办', '台灯不亮了'],
    '先换一个插座试,仍然闪烁一年内免费换新灯。',
    { scene: 'aftersale.quality' },
  ),
  answer('lamp-bright', '台灯亮度和色温', ['台灯多少瓦', '台灯能调光吗'], '12瓦,三档色温,亮度可以滑动调节。', {
    scene: 'presale.feature',
  }),
  answer('kettle-scale', '水壶除水垢', ['烧水壶里有白色东西', '水壶怎么除垢'], '倒入白醋和水,烧开静置半小时后冲净。', {
    scene: 'tech.use',
  }),
  answer('kettle-leak', '水壶漏水', ['烧水壶底部漏水怎么办'], '请停止使用,拍底部照片,一年内换新。', {
    scene: 'aftersale.quality',
  }),
  answer('blanket-wash', '毛毯怎么洗', ['毛毯可以机洗吗', '毯子掉毛怎么洗'], '30度轻柔机洗,不要烘干。', {
    scene: 'presale.care',
  }),
  answer('blanket-size', '毛毯尺寸', ['毛毯有多大', '双人毛毯尺寸'], '单人150×200厘米,双人200×230厘米。', {
    scene: 'presale.size',
  }),
  answer('ship-when', '现货多久发货', ['今天拍什么时候发货', '付款后多久能发出'], '16点前付款当天发出。', {
    scene: 'logistics.shiptime',
  }),
  answer('return-who', '退货运费谁出', ['退货邮费谁承担'], '质量问题我们承担,个人原因由您承担。', {
    scene: 'aftersale.return',
  }),
  answer('refund-when', '退款多久到账', ['退款什么时候到', '钱几天退回来'], '原路退回,银行卡1到3个工作日。', {
    scene: 'aftersale.refund',
  }),
  answer('invoice', '怎么开发票', ['能开发票吗'], '订单详情里申请电子发票。', { scene: 'aftersale.invoice' }),
];
