/** The 28 scenes in 6 classes, and `other` for chat, thanks and everything that no scene covers. Order is part of the trained weights. */
export const SCENES = [
  'presale.size',
  'presale.material',
  'presale.care',
  'presale.stock',
  'presale.feature',
  'presale.authentic',
  'presale.match',
  'presale.price',
  'logistics.shiptime',
  'logistics.urge',
  'logistics.track',
  'logistics.delay',
  'logistics.carrier',
  'logistics.address',
  'promo.coupon',
  'promo.rule',
  'promo.priceprotect',
  'promo.gift',
  'aftersale.return',
  'aftersale.exchange',
  'aftersale.refund',
  'aftersale.quality',
  'aftersale.missing',
  'aftersale.invoice',
  'tech.use',
  'tech.order',
  'complaint.service',
  'complaint.escalate',
  'other',
] as const;
export type Scene = (typeof SCENES)[number];

/** True for a scene id of the taxonomy (`other` included). */
export const isScene = (id: string): id is Scene => (SCENES as readonly string[]).includes(id);
