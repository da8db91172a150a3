import { getQuestions } from '@/lib/knowledge/entry';
import type { Entry } from '@/lib/knowledge/schema';
import { getLikeness } from './similarity';

/** From this likeness on two wordings ask the same (怎么退货 / 怎么退货呀 yes, 怎么退货 / 怎么换货 no). */
const SAME = 0.72;
const MOST_COMPARED = 8;

/** True when two entries answer the same question: one of their titles or standard questions is the same in other words. */
export function isSameQuestion(a: Entry, b: Entry): boolean {
  if (a.id === b.id) return true;
  const others = getQuestions(b).slice(0, MOST_COMPARED);
  return getQuestions(a)
    .slice(0, MOST_COMPARED)
    .some((question) => others.some((other) => getLikeness(question, other) >= SAME));
}
