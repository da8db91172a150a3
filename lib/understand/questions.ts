import { toOriginalSpan } from '@/lib/core/text';
import type { Normalised } from './normalise';

/** A clause of the turn in normalised text. */
export interface Clause {
  start: number;
  end: number;
  text: string;
}

const ENDS = /[。!?\n;]|[.](?!\d)|[~～]+/g;
const JOINERS =
  /(?:,|、| )?(?:还有(?:就是|一个|,)?|另外|顺便(?:问(?:一下|下)?)?|对了|再问(?:一下|下)?|再就是|然后(?:就是)?|以及|同时|其次|而且|并且|第[二三](?:个)?(?:问题)?[是,:]?|and also|also|by the way|btw)/g;
const ASKS =
  /[?]|吗|呢|什么|怎么|哪|几|多少|多久|多大|能不能|可不可以|有没有|会不会|是不是|要不要|行不行|好不好|够不够|不(?=$|[,。 ])|没(?=$|[,。 ])|谁|为什么|如何|咋|how|what|when|which|where|can |could |do you|does|is there|are |is it/;
const WANTS = /(?:我?想|我?要|帮|请|麻烦|给我|求|需要|希望|能|可以|推荐|补|退|换|取消|改|催|查)/;

/** True when the text asks or wants something. */
export const isAsking = (text: string): boolean => ASKS.test(text) || WANTS.test(text);

/** True when the text has the form of a question. */
export const isQuestionForm = (text: string): boolean => ASKS.test(text);

/** Splits normalised text into clauses that can each hold a question of their own; at most 12. */
export function splitClauses(normalised: Normalised): Clause[] {
  const { text } = normalised;
  const sample = text.slice(0, 4000);
  const cuts = new Set<number>([0, sample.length]);
  for (const match of sample.matchAll(ENDS)) cuts.add(match.index + match[0].length);
  for (const match of sample.matchAll(JOINERS)) cuts.add(match.index);
  const bounds = [...cuts].sort((a, b) => a - b);
  const clauses: Clause[] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    let start = bounds[i] ?? 0;
    let end = bounds[i + 1] ?? 0;
    while (start < end && /[\s,、;。!?.~]/.test(sample.charAt(start))) start++;
    while (end > start && /[\s,、;]/.test(sample.charAt(end - 1))) end--;
    if (end - start >= 2) clauses.push({ start, end, text: sample.slice(start, end) });
  }
  return clauses.slice(0, 12);
}

/** The clause as the buyer wrote it, with UTF-16 offsets into the turn text. */
export function toOriginalClause(normalised: Normalised, clause: Clause): { text: string; start: number; end: number } {
  const { start, end } = toOriginalSpan(normalised, clause.start, clause.end);
  return { text: normalised.original.slice(start, end), start, end };
}
