import type { TFunction } from 'i18next';

/** The 28 scenes in their six classes, and `other`, in the order of the taxonomy. */
export const SCENES: Readonly<Record<string, readonly string[]>> = {
  presale: ['size', 'material', 'care', 'stock', 'feature', 'authentic', 'match', 'price'],
  logistics: ['shiptime', 'urge', 'track', 'delay', 'carrier', 'address'],
  promo: ['coupon', 'rule', 'priceprotect', 'gift'],
  aftersale: ['return', 'exchange', 'refund', 'quality', 'missing', 'invoice'],
  tech: ['use', 'order'],
  complaint: ['service', 'escalate'],
};

/** Grouped options of a scene select. */
export const toSceneOptions = (t: TFunction) =>
  Object.entries(SCENES).map(([group, scenes]) => ({
    group: t(`sceneGroup.${group}`),
    items: scenes.map((scene) => ({ value: `${group}.${scene}`, label: t(`scene.${group}.${scene}`) })),
  }));
