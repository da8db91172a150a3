/**
 * The shop's own typed facts: at most 25, the values behind the slots `{{name}}`. Labels stand in the locales as
 * `facts.<name>`; `example` helps a lead to word a value so that it reads well inside a reply.
 */
export interface ShopFact {
  name: string;
  type: 'text' | 'number' | 'time';
  /** How a value is worded inside a reply. */
  example: string;
  /** Unit shown in the form, already part of the reply's own words (七天 is "{{return_days}}天"). */
  unit?: 'days' | 'hours' | 'months' | 'yuan' | 'pieces';
  group: 'shipping' | 'aftersale' | 'service' | 'offer';
  /** Asked at first run: the eight used most by the starter pack. */
  first?: boolean;
}

export const SHOP_FACTS: readonly ShopFact[] = [
  { name: 'ship_time', type: 'text', example: '付款后48小时内', group: 'shipping', first: true },
  { name: 'cut_off', type: 'time', example: '16:00', group: 'shipping', first: true },
  { name: 'courier', type: 'text', example: '中通或圆通', group: 'shipping', first: true },
  { name: 'ship_from', type: 'text', example: '浙江杭州', group: 'shipping', first: true },
  { name: 'delivery_days', type: 'text', example: '2到4天', group: 'shipping' },
  { name: 'free_shipping', type: 'text', example: '满39元包邮', group: 'shipping' },
  { name: 'remote_fee', type: 'text', example: '新疆、西藏补15元运费', group: 'shipping' },
  { name: 'presale_ship', type: 'text', example: '付尾款后7天内', group: 'shipping' },
  {
    name: 'return_address',
    type: 'text',
    example: '浙江省杭州市余杭区××路1号 售后部',
    group: 'aftersale',
    first: true,
  },
  { name: 'return_days', type: 'number', example: '7', unit: 'days', group: 'aftersale' },
  { name: 'freight_insurance', type: 'text', example: '已赠送运费险', group: 'aftersale', first: true },
  { name: 'refund_time', type: 'text', example: '收到退货后48小时内', group: 'aftersale', first: true },
  { name: 'exchange_time', type: 'text', example: '收到退货后48小时内', group: 'aftersale' },
  { name: 'damage_hours', type: 'number', example: '48', unit: 'hours', group: 'aftersale' },
  { name: 'price_protect_days', type: 'number', example: '7', unit: 'days', group: 'aftersale', first: true },
  { name: 'warranty', type: 'text', example: '整机1年', group: 'aftersale' },
  { name: 'invoice', type: 'text', example: '电子普通发票', group: 'service' },
  { name: 'invoice_time', type: 'text', example: '确认收货后3个工作日内', group: 'service' },
  { name: 'hours', type: 'text', example: '9:00到23:00', group: 'service' },
  { name: 'followup_time', type: 'text', example: '24小时内', group: 'service' },
  { name: 'bulk_min', type: 'number', example: '20', unit: 'pieces', group: 'offer' },
  { name: 'coupon', type: 'text', example: '店铺首页满199减20', group: 'offer' },
  { name: 'gift', type: 'text', example: '满299送收纳袋', group: 'offer' },
  { name: 'member', type: 'text', example: '入会领10元券', group: 'offer' },
  { name: 'restock_time', type: 'text', example: '7天左右', group: 'offer' },
];

/** Slots filled from the page: buyer, product, order. */
export const PAGE_SLOTS = [
  'buyer_name',
  'product_title',
  'material',
  'color',
  'size',
  'order_state',
  'promised_ship_time',
  'carrier',
  'tracking_no',
  'last_track',
] as const;
export type PageSlot = (typeof PAGE_SLOTS)[number];

/** Every name that a slot may have. */
export const SLOT_NAMES: ReadonlySet<string> = new Set([...PAGE_SLOTS, ...SHOP_FACTS.map((fact) => fact.name)]);
