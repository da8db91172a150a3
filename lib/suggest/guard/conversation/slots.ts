import type { Finding } from '@/lib/suggest/view-model';
import { toFindingOf } from './context';

const OPEN =
  /〔[^〕\n]{0,40}〕|\{\{[^{}\n]{0,60}\}\}|×{2,}|_{3,}|[［[](?:填|请填|待填|待补|这里填)[^\]］\n]{0,20}[\]］]/g;

/** Slots left open: 〔发货时间〕, {{ship_time}}, ××, ___. */
export const findEmptySlots = (draft: string): Finding[] =>
  [...draft.matchAll(OPEN)].map((match) =>
    toFindingOf(draft, 'empty_slot', 'red', 'empty_slot.open', {
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
