import { foldText } from '@/lib/core/text';
import type { Entry } from '@/lib/knowledge/schema';

/** Another entry that looks like the one at hand. */
export interface Similar {
  id: string;
  title: string;
  source: string;
  /** 0..1, share of common character pairs of the closest questions; rare pairs count more. */
  share: number;
  /** The replies say the same: a duplicate. Otherwise the same question has two answers: a contradiction to settle. */
  saysTheSame: boolean;
}

/** Questions this close are the same question; below it 「什么时候可以发货」 and 「什么时候可以退款」 would mix. */
const SAME_QUESTION = 0.75;
/** Replies this close say the same. */
const SAME_REPLY = 0.7;
const MAX_SIMILAR = 10;

interface Known {
  entry: Entry;
  source: string;
  questions: Set<string>[];
}

/** Finds near-copies and contradictions while somebody writes. */
export interface SimilarEntries {
  /** Most similar first, at most ten; the entry's own id is left out. */
  find(entry: Entry): Similar[];
  /** Adds or replaces entries. */
  put(entries: readonly { entry: Entry; source: string }[]): void;
  drop(source: string, ids: readonly string[]): void;
}

/** Builds the finder; `find` looks only at entries that share a pair of characters, one entry changed costs one entry. */
export function createSimilarEntries(entries: readonly { entry: Entry; source: string }[] = []): SimilarEntries {
  const all = new Map<string, Known>();
  const byPair = new Map<string, Set<Known>>();
  const keyOf = (source: string, id: string): string => `${source}\n${id}`;
  const drop = (source: string, ids: readonly string[]): void => {
    for (const id of ids) {
      const known = all.get(keyOf(source, id));
      if (!known) continue;
      all.delete(keyOf(source, id));
      for (const pair of known.questions.flatMap((pairs) => [...pairs])) byPair.get(pair)?.delete(known);
    }
  };
  const put: SimilarEntries['put'] = (given) => {
    for (const { entry, source } of given) {
      drop(source, [entry.id]);
      const known: Known = { entry, source, questions: questionsOf(entry).map(toPairs) };
      all.set(keyOf(source, entry.id), known);
      for (const pair of known.questions.flatMap((pairs) => [...pairs])) {
        const list = byPair.get(pair);
        if (list) list.add(known);
        else byPair.set(pair, new Set([known]));
      }
    }
  };
  put(entries);
  const weigh = (pair: string): number => Math.log(1 + (all.size + 1) / ((byPair.get(pair)?.size ?? 0) + 1));
  return {
    put,
    drop,
    find(entry) {
      const mine = questionsOf(entry).map(toPairs);
      const candidates = new Set<Known>();
      for (const pair of mine.flatMap((pairs) => [...pairs]))
        for (const known of byPair.get(pair) ?? []) candidates.add(known);
      const reply = toPairs(replyOf(entry));
      const found: Similar[] = [];
      for (const known of candidates) {
        if (known.entry.id === entry.id || known.entry.kind !== entry.kind) continue;
        const share = Math.max(...mine.flatMap((a) => known.questions.map((b) => dice(a, b, weigh))));
        if (share < SAME_QUESTION) continue;
        const saysTheSame = dice(reply, toPairs(replyOf(known.entry)), () => 1) >= SAME_REPLY;
        found.push({ id: known.entry.id, title: known.entry.title, source: known.source, share, saysTheSame });
      }
      return found.sort((a, b) => b.share - a.share).slice(0, MAX_SIMILAR);
    },
  };
}

const questionsOf = (entry: Entry): string[] =>
  entry.kind === 'answer' || entry.kind === 'playbook' ? [entry.title, ...(entry.questions ?? [])] : [entry.title];

const replyOf = (entry: Entry): string => {
  if (entry.kind === 'answer') return entry.answer;
  if (entry.kind === 'card') return entry.body;
  return entry.kind === 'notice' ? entry.wording : '';
};

/** Courtesy and particles that change no question. */
const FRAME = /请问|您好|你好|麻烦|亲|[呀呢啊哦吗嘛吧哈的了]/g;

/** Neighbouring characters of the folded text without blanks, marks and courtesy. */
function toPairs(text: string): Set<string> {
  const body = foldText(text)
    .text.replace(/[\s\p{P}]/gu, '')
    .replace(FRAME, '');
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < body.length; i++) pairs.add(body.slice(i, i + 2));
  if (body.length === 1) pairs.add(body);
  return pairs;
}

/** Weighted share of common pairs (Dice), 0..1. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: (pair: string) => number): number {
  let common = 0;
  let all = 0;
  for (const pair of a) {
    all += weigh(pair);
    if (b.has(pair)) common += weigh(pair);
  }
  for (const pair of b) all += weigh(pair);
  return all === 0 ? 0 : (2 * common) / all;
}
