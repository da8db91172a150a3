import { isOneOfValues } from '@/lib/knowledge/attribute-values';
import { isWithin } from '@/lib/knowledge/entry';
import type { When } from '@/lib/knowledge/schema';
import type { Situation } from './situation';

/** How a condition stands: met, contradicted, or not to be told from the page. `met` counts the parts that are surely met. */
export interface WhenVerdict {
  state: 'yes' | 'no' | 'unknown';
  met: number;
  /** Attribute values of the product that met it, for the reason shown. */
  values: string[];
}

/** Names that leads use for the stages of a buyer. */
const STAGES: Readonly<Record<string, string>> = {
  售前: 'presale',
  未下单: 'presale',
  未付款: 'unpaid',
  待付款: 'unpaid',
  已付款: 'paid',
  待发货: 'paid',
  已发货: 'shipped',
  待收货: 'shipped',
  已签收: 'signed',
  已收货: 'signed',
  售后: 'signed',
};

/** Checks product, buyer stage and campaign window. Without conditions the verdict is `yes` with nothing met. */
export function checkWhen(when: When | undefined, situation: Situation): WhenVerdict {
  const verdict: WhenVerdict = { state: 'yes', met: 0, values: [] };
  if (!when) return verdict;
  let open = false;
  for (const [name, values] of Object.entries(when.product ?? {})) {
    if (values.length === 0) continue;
    const { value } = situation.product.attribute(name, values);
    if (value === null) open = true;
    else if (isOneOfValues(name, value, values)) {
      verdict.met++;
      verdict.values.push(value);
    } else return { ...verdict, state: 'no' };
  }
  if (when.buyer?.length) {
    const stage = situation.understanding.stage;
    if (!when.buyer.some((name) => (STAGES[name] ?? name) === stage)) return { ...verdict, state: 'no' };
    verdict.met++;
  }
  if (when.campaign) {
    if (!isWithin(when.campaign.from, when.campaign.to, situation.nowMs)) return { ...verdict, state: 'no' };
    verdict.met++;
  }
  return { ...verdict, state: open ? 'unknown' : 'yes' };
}
