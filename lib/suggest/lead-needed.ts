import type { Advice, RiskType } from './view-model';

const URGENT_MOOD = 7;
/** Risks that a lead should see whatever the mood (LABELS: escalate). */
const SEVERE: ReadonlySet<RiskType> = new Set(['complaint', 'legal', 'media', 'safety', 'self_harm', 'fraud']);

/** True when a lead is likely to be needed: mood ≥ 7 or a severe risk (product.md, F25). */
export const isLeadNeeded = ({ mood, risks }: Pick<Advice, 'mood' | 'risks'>): boolean =>
  (mood?.level ?? 0) >= URGENT_MOOD || mood?.escalate === true || risks.some(({ type }) => SEVERE.has(type));
