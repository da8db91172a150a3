import { foldText } from '@/lib/core/text';
import { getQuestions } from '@/lib/knowledge/entry';
import type { Entry } from '@/lib/knowledge/schema';
import { normalise } from '@/lib/understand/normalise';
import { getLikeness } from './similarity';

/** From this likeness on two standard questions ask the same (怎么退货 / 怎么退货呀 yes, 怎么退货 / 怎么换货 no). */
const SAME = 0.72;
/** Askings are many and loose: a standard question must be one of them nearly word for word. */
const SAME_ASKING = 0.85;
const MOST_QUESTIONS = 4;
const MOST_ASKINGS = 20;

interface Wordings {
  /** In standard words: 几时发货 stands as 什么时候发货. */
  questions: string[];
  /** Only folded: normalising twenty askings of each entry would cost more than the turn may take. */
  askings: string[];
}

const known = new WeakMap<Entry, Wordings>();

/** An entry's ways to ask; kept as long as the entry lives. */
function getWordings(entry: Entry): Wordings {
  const kept = known.get(entry);
  if (kept) return kept;
  const askings = entry.kind === 'answer' || entry.kind === 'playbook' ? (entry.askings ?? []) : [];
  const wordings = {
    questions: getQuestions(entry)
      .slice(0, MOST_QUESTIONS)
      .map((text) => normalise(text).text),
    askings: askings.slice(0, MOST_ASKINGS).map((text) => foldText(text).text),
  };
  known.set(entry, wordings);
  return wordings;
}

const isAnyAlike = (some: readonly string[], others: readonly string[], least: number): boolean =>
  some.some((text) => others.some((other) => text === other || getLikeness(text, other) >= least));

/** True when two entries answer the same question: a title or standard question of one is one of the other, or one of its askings. */
export function isSameQuestion(a: Entry, b: Entry): boolean {
  if (a.id === b.id) return true;
  const one = getWordings(a);
  const other = getWordings(b);
  return (
    isAnyAlike(one.questions, other.questions, SAME) ||
    isAnyAlike(one.questions, other.askings, SAME_ASKING) ||
    isAnyAlike(other.questions, one.askings, SAME_ASKING)
  );
}
