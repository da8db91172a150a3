import lexicon from '@/assets/lexicons/attributes.json';
import { foldText } from '@/lib/core/text';
import { createWordIndex } from './word-index';

/** A value of an attribute found in a text, in folded offsets. */
export interface ValueSpan {
  value: string;
  level: number;
  start: number;
  end: number;
}

interface ValueRow {
  value: string;
  refines?: boolean;
  level: 'fabric' | 'fibre' | 'weave';
  words: string[];
  field?: string[];
  not?: string[];
}

interface Owner {
  attribute: string;
  value: string;
  level: number;
  /** A word that only looks like the value, or counts only in a field. */
  role: 'word' | 'field' | 'not';
}

/** Higher levels decide how a thing is cared for: a cotton denim is denim, a silk chiffon is silk. */
const LEVELS = { fabric: 3, fibre: 2, weave: 1 } as const;
const fold = (text: string): string => foldText(text).text.trim();

const names = new Map<string, string>();
const index = createWordIndex<Owner>();
/** Values that say more than the fibre of a field: how the thing is made or filled. */
const refining = new Set<string>();
for (const attribute of lexicon.attributes as { name: string; aliases: string[]; values: ValueRow[] }[]) {
  for (const alias of attribute.aliases) names.set(fold(alias), attribute.name);
  for (const row of attribute.values) {
    if (row.refines) refining.add(row.value);
    const add = (words: readonly string[] | undefined, role: Owner['role']) => {
      for (const word of words ?? [])
        index.add(fold(word), { attribute: attribute.name, value: row.value, level: LEVELS[row.level], role });
    };
    add([row.value, ...row.words], 'word');
    add(row.field, 'field');
    add(row.not, 'not');
  }
}
const imitationBefore = lexicon.imitation.before.map(fold);
const imitationAfter = lexicon.imitation.after.map(fold);

/** The one name of an attribute, whatever the page or a lead calls it (面料成分 → 材质); others stay as they are, trimmed. */
export const toAttributeName = (name: string): string => names.get(fold(name)) ?? name.trim();

/** All names by which an attribute is called, the one name first. */
export const getAttributeNames = (name: string): string[] => {
  const own = toAttributeName(name);
  return [own, ...[...names].filter(([, to]) => to === own).map(([alias]) => alias)];
};

const isImitated = (text: string, start: number, end: number): boolean => {
  const before = text.slice(Math.max(0, start - 3), start).trimEnd();
  const after = text.slice(end, end + 3);
  return imitationBefore.some((word) => before.endsWith(word)) || imitationAfter.some((word) => after.startsWith(word));
};

/** The leftmost, longest words win, and nothing is counted inside a longer word that only looks like it. */
function findValues(attribute: string, text: string, inField: boolean, extra: readonly string[]): ValueSpan[] {
  const found: (ValueSpan & { counts: boolean })[] = [];
  for (const hit of index.scan(text))
    for (const owner of hit.owners) {
      if (owner.attribute !== attribute || (owner.role === 'field' && !inField)) continue;
      found.push({
        value: owner.value,
        level: owner.level,
        start: hit.start,
        end: hit.end,
        counts: owner.role !== 'not',
      });
    }
  if (!names.has(fold(attribute)))
    for (const value of extra) {
      const word = fold(value);
      for (let at = word ? text.indexOf(word) : -1; at >= 0; at = text.indexOf(word, at + 1))
        found.push({ value, level: 1, start: at, end: at + word.length, counts: true });
    }
  // Leftmost, then longest: 涤棉衬衫 is 涤棉, not 棉衬衫. 记忆棉 looks like 棉 but is a value of its own: the one that counts goes first.
  found.sort((a, b) => a.start - b.start || b.end - a.end || Number(b.counts) - Number(a.counts));
  const kept: typeof found = [];
  for (const span of found)
    if (!kept.some((other) => span.start < other.end && span.end > other.start)) kept.push(span);
  return kept
    .filter((span) => span.counts && !isImitated(text, span.start, span.end))
    .sort((a, b) => a.start - b.start)
    .map(({ value, level, start, end }) => ({ value, level, start, end }));
}

/**
 * Values that a title or a sentence names, in order. 仿真丝, 真丝感 and 类真丝 name nothing.
 * `extra` are the values of a trigger, looked for literally when the lexicon does not know the attribute.
 */
export const findAttributeValues = (name: string, text: string, extra: readonly string[] = []): ValueSpan[] =>
  findValues(toAttributeName(name), foldText(text).text, false, extra);

/** Only the values of the highest level present, without doubles: more than one means undecided. */
export function getBestValues(spans: readonly { value: string; level: number }[]): string[] {
  const top = Math.max(0, ...spans.map((span) => span.level));
  return [...new Set(spans.filter((span) => span.level === top).map((span) => span.value))];
}

/** The value in a title that makes a field's fibre more precise (棉 + 牛仔裤 → 牛仔); null when there is none or it is the same. */
export function findRefinement(name: string, title: string, fibre: string): string | null {
  const best = getBestValues(findAttributeValues(name, title));
  const [only] = best;
  return best.length === 1 && only !== undefined && only !== fibre && refining.has(only) ? only : null;
}

const SAYS_NOTHING = /^(?:其他|其它|other|无|暂无|不详|未知|混纺|-+|\/+|n\/a|null)?$|见详情|详情页|为准|咨询客服/;
/** Parts of a composition that are not what the buyer washes and feels first. */
const SIDE_PART =
  /(?:里料|里布|衬里|内里|填充物?|填料|辅料|配料|罗纹|口袋布|装饰|绣线|胆料)[^;\n]*?(?=面料|外层|大身|主料|;|\n|$)/g;

/**
 * Values of an attribute field as a console prints it. Shares decide: 棉95% 氨纶5% is 棉. A text that the lexicon does not know is
 * a value of its own; one that says nothing (见详情) is none. More than one value means undecided.
 */
export function readAttributeField(name: string, raw: string): string[] {
  const text = foldText(raw).text.trim();
  if (SAYS_NOTHING.test(text)) return [];
  const attribute = toAttributeName(name);
  const main = text.replace(SIDE_PART, (part) => ' '.repeat(part.length));
  const spans = findValues(attribute, main.trim() === '' ? text : main, true, []);
  if (spans.length === 0) return [raw.trim()];
  const shares = new Map<string, number>();
  for (const span of spans) {
    const share = /(\d+(?:\.\d+)?)\s*%\s*$/.exec(text.slice(0, span.start))?.[1];
    const behind = /^[^\d%,;/]{0,6}?[:(]?\s*(\d+(?:\.\d+)?)\s*%/.exec(text.slice(span.end))?.[1];
    // 95%棉 5%氨纶 or 棉95% 氨纶5%: the text begins the way it goes on.
    const own = /^\D*\d/.test(text) && /^\s*\d/.test(text) ? (share ?? behind) : (behind ?? share);
    if (own !== undefined) shares.set(span.value, Math.max(shares.get(span.value) ?? 0, Number(own)));
  }
  const fabrics = spans.filter((span) => span.level === LEVELS.fabric);
  if (fabrics.length > 0) return getBestValues(fabrics);
  if (shares.size > 0) {
    const top = Math.max(...shares.values());
    return [...shares].filter(([, share]) => share === top).map(([value]) => value);
  }
  return getBestValues(spans);
}

/** Values as cards and chips name them, by attribute: few words, asked for again with every turn. */
const canonical = new Map<string, string>();

/** The one word for a value (桑蚕丝 → 真丝), for comparing and for chips; unknown values stay as they are, trimmed. */
export function toAttributeValue(name: string, value: string): string {
  const key = `${name}\u0000${value}`;
  const kept = canonical.get(key);
  if (kept !== undefined) return kept;
  const read = readAttributeField(name, value);
  const [only] = read;
  const found = read.length === 1 && only !== undefined ? only : value.trim();
  if (canonical.size > 10_000) canonical.clear();
  canonical.set(key, found);
  return found;
}

/** True when a product's value is one of the values of a trigger, synonyms counted. */
export function isOneOfValues(name: string, value: string, values: readonly string[]): boolean {
  const own = fold(toAttributeValue(name, value));
  return values.some((other) => fold(toAttributeValue(name, other)) === own);
}
