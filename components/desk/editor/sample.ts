import type { Conversation, Order } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { FocusedProduct } from '@/lib/knowledge/product-focus';

export const SAMPLE_STAGES = ['presale', 'paid', 'shipped'] as const;
export type SampleStage = (typeof SAMPLE_STAGES)[number];

const PRODUCT: FocusedProduct = {
  title: '真丝圆领短袖衬衫',
  id: 'sample',
  attributes: { 材质: '真丝', 颜色: '白色' },
  origin: 'panel',
};
const ITEM = {
  id: 'sample',
  title: '真丝圆领短袖衬衫',
  attributes: { 颜色: '白色', 尺码: 'M' },
  readFrom: 'order' as const,
};
const ORDERS: Record<SampleStage, Order[]> = {
  presale: [],
  paid: [{ readFrom: 'order', id: 'S001', state: '待发货', promisedShipTime: '明天 18:00 前', items: [ITEM] }],
  shipped: [
    {
      readFrom: 'order',
      id: 'S001',
      state: '已发货',
      carrier: '中通快递',
      trackingNo: 'SAMPLE0001',
      lastTrack: '已到达杭州转运中心',
      items: [ITEM],
    },
  ],
};
const TURN: BuyerTurn = { id: 'sample', messages: [], text: '', answered: false };

/** A conversation that nobody had, to show a reply in. */
export function toSample(stage: SampleStage): { conversation: Conversation; turn: BuyerTurn; product: FocusedProduct } {
  return {
    conversation: {
      ref: { console: 'practice', shop: '', buyer: 'sample' },
      shop: {},
      buyer: { name: '小满' },
      messages: [],
      orders: ORDERS[stage],
      practice: true,
    },
    turn: TURN,
    product: PRODUCT,
  };
}
