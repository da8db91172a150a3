import empathy from '@/assets/lexicons/empathy.json';
import { foldText } from '@/lib/core/text';
import { standardise } from '@/lib/understand/normalise';

/** A clause of a draft; offsets are UTF-16 into the whole text. */
export interface Clause {
  text: string;
  start: number;
  end: number;
  isQuestion: boolean;
}

const CLAUSE = /[^，,。！!？?；;\n~～]+[，,。！!？?；;\n~～]*/g;
/** A clause this short says too little to be weighed alone: it goes with the next. */
const SHORT = 4;

/** Clauses of a text in order; what is too short to say something is joined to its neighbour. */
export function listClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  for (const match of text.matchAll(CLAUSE)) {
    const start = match.index;
    const end = start + match[0].length;
    const last = clauses.at(-1);
    if (last && !/[。！!？?\n]$/.test(last.text) && last.text.trim().length <= SHORT) {
      last.text = text.slice(last.start, end);
      last.end = end;
    } else clauses.push({ text: match[0], start, end, isQuestion: false });
  }
  for (const clause of clauses)
    clause.isQuestion =
      /[?？]\s*$/.test(clause.text) || /(?:吗|呢|吧|么|哪(?:种|个|款)|是否)[。~～\s]*$/.test(clause.text);
  return clauses;
}

/** Words of kindness and of the counter: they state nothing. */
const COURTESY =
  /亲爱的|亲亲|亲|您好|你好|在的|抱歉|不好意思|对不起|非常|特别|十分|真的|实在|理解|明白|心情|感受|着急|担心|失望|生气|难过|焦虑|体验|感谢|谢谢|多谢|辛苦|支持(?!退|换|无)|信任|喜欢|请您?|放心|稍等|麻烦|这边|我们|我|这就|帮您?|给您?|为您|和您|跟您|向您|您的?|看一?下|查一?下|核实|确认|登记|记录|反馈|跟进|说一?下|了解|说明|情况|问题|疑问|随时|联系(?!方式)|告诉|告知|可以随时|祝|愉快|开心|满意|哦|哈|呢|呀|啦|噢|喔|的话|如果|需要|还有|其他|任何|任意|都|让您|久等|带来|不便|见谅|谅解|会|先|再|一起|尽力|尽快|协助|处理|解决|hello|hi|dear|sorry|thanks?|thank you|please|understand|feel free|let (?:me|us) know|happy to help|we|you|your|for|the|to|and|is|are|of|a|an|this|that|it/g;

/** What is left of a clause when kindness, marks and blanks are gone. */
export const toContent = (text: string): string =>
  foldText(text)
    .text.replace(/[\s\p{P}\p{S}①-⑳]/gu, '')
    .replace(COURTESY, '');

/** Characters of little meaning of their own. */
const LIGHT = new Set([
  ...'的了是在就也都会可以能有和与或及把被让给到从对为不这那个一很还又再要用请您你我们它他她吗呢吧啊呀哦上下中里等',
]);
const HAN = /\p{Script=Han}/u;

interface Grams {
  units: Set<string>;
  pairs: Set<string>;
  words: Set<string>;
}

const known = new Map<string, Grams>();

/** Characters, pairs and Latin words of a text in standard trade words. */
function toGrams(text: string): Grams {
  const kept = known.get(text);
  if (kept) return kept;
  const grams: Grams = { units: new Set(), pairs: new Set(), words: new Set() };
  for (const form of new Set([foldText(text).text, standardise(text).text])) {
    for (const word of form.match(/[a-z]{3,}|\d+(?:\.\d+)?/g) ?? [])
      grams.words.add(word.replace(/(?:ing|ed|es|s)$/, ''));
    const bare = form.replace(/[\s\p{P}\p{S}a-z]/gu, '');
    for (let i = 0; i < bare.length; i++) {
      const char = bare.charAt(i);
      if (!LIGHT.has(char)) grams.units.add(char);
      const next = bare.charAt(i + 1);
      if (next && !(LIGHT.has(char) && LIGHT.has(next))) grams.pairs.add(char + next);
    }
  }
  if (known.size > 500) known.clear();
  known.set(text, grams);
  return grams;
}

const share = (own: Iterable<string>, other: ReadonlySet<string>): number => {
  let all = 0;
  let hit = 0;
  for (const gram of own) {
    all++;
    if (other.has(gram)) hit++;
  }
  return all === 0 ? 1 : hit / all;
};

/** How much of what a clause says stands in a source, 0..1: its characters and pairs, or its words in Latin script. */
export function getSupport(clause: string, source: string): number {
  const content = foldText(clause).text;
  const from = toGrams(source);
  if (!HAN.test(content)) {
    const words = (content.match(/[a-z]{3,}|\d+(?:\.\d+)?/g) ?? [])
      .filter((word) => !new RegExp(`^(?:${COURTESY.source})$`).test(word))
      .map((word) => word.replace(/(?:ing|ed|es|s)$/, ''));
    return share(words, from.words);
  }
  const best = [content, standardise(clause).text].map((form) => {
    const bare = form.replace(/[\s\p{P}\p{S}]/gu, '');
    const units = [...bare].filter((char) => !LIGHT.has(char));
    const pairs: string[] = [];
    for (let i = 0; i + 1 < bare.length; i++) {
      const pair = bare.slice(i, i + 2);
      if (!(LIGHT.has(pair.charAt(0)) && LIGHT.has(pair.charAt(1)))) pairs.push(pair);
    }
    return 0.55 * share(units, from.units) + 0.45 * share(pairs, from.pairs);
  });
  return Math.max(...best);
}

const kindness = Object.values(empathy as Record<string, unknown>)
  .flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  .flat()
  .filter((text): text is string => typeof text === 'string');

/** True when a clause only greets, feels with the buyer, or says that somebody looks into it. */
export function isCourtesy(clause: string): boolean {
  const content = toContent(clause);
  if (content.length <= 3) return true;
  return kindness.some(
    (sentence) => sentence.includes(clause.replace(/[，,。！!\s]/g, '')) || sentence.includes(clause.trim()),
  );
}
