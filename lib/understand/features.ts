import { type ConceptHit, findConcepts } from './concepts';
import { getConcept } from './lexicon';
import type { Normalised } from './normalise';
import { findValues } from './values';

/** FNV-1a over UTF-16 units: the name of a feature in the trained weights. */
export function hashFeature(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash ^= name.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Longest text that features are taken from: the first and the last part of a longer rant. */
const HEAD = 160;
const TAIL = 120;

const LAUGHS = /哈哈|嘻嘻|😂|🤣|嘿嘿/;

/** The text with goods and numbers replaced by signs, so that what is learned about 锅 holds for 鞋. */
function toShape(text: string, hits: readonly ConceptHit[]): string {
  const chars = text.split('');
  for (const { concept, start, end } of hits) {
    if (getConcept(concept)?.class !== 'goods') continue;
    chars[start] = 'G';
    for (let i = start + 1; i < end; i++) chars[i] = '';
  }
  return chars.join('').replace(/\d+(?:\.\d+)?|[一二两三四五六七八九十百]{2,}/g, 'N');
}

function addGrams(into: Set<string>, text: string, prefix: string, longest: number): void {
  const padded = `^${text}$`;
  for (let i = 0; i < padded.length; i++)
    for (let size = 1; size <= longest && i + size <= padded.length; size++) {
      if (size === 1 && (i === 0 || i === padded.length - 1)) continue;
      into.add(prefix + padded.slice(i, i + size));
    }
}

/** Scene and mood read the same text: its features are made once. */
const known = new WeakMap<Normalised, string[]>();

/** Names of the features of a text: character 1–3-grams of its shape, 2–4-grams of its words, concepts, values, form. */
export function getFeatureNames(normalised: Normalised): readonly string[] {
  const before = known.get(normalised);
  if (before) return before;
  const names = readFeatureNames(normalised);
  known.set(normalised, names);
  return names;
}

function readFeatureNames(normalised: Normalised): string[] {
  const whole = normalised.text.trim();
  const text = whole.length > HEAD + TAIL ? `${whole.slice(0, HEAD)} ${whole.slice(-TAIL)}` : whole;
  const cut = text === whole ? normalised : { ...normalised, text };
  const hits = findConcepts(cut);
  const names = new Set<string>();
  const bare = toShape(cut.text, hits)
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim();
  addGrams(names, bare, 'g', 3);
  const words = text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  for (let i = 0; i + 4 <= words.length; i++) names.add(`w${words.slice(i, i + 4)}`);
  const concepts = [...new Set(hits.map(({ concept }) => concept))];
  const strong = concepts.filter((id) => getConcept(id)?.class !== 'goods').slice(0, 10);
  for (const id of concepts) names.add(`c${id}`);
  for (let i = 0; i < strong.length; i++)
    for (let k = i + 1; k < strong.length; k++) names.add(`p${[strong[i], strong[k]].sort().join('&')}`);
  for (const { type } of findValues(cut)) names.add(`v${type}`);
  names.add(`l${Math.min(6, Math.floor(Math.log2(bare.length + 1)))}`);
  if (/[?]|吗|呢|么$|不$|没$/.test(text)) names.add('q');
  const bangs = (normalised.original.match(/[!！]/g) ?? []).length;
  if (bangs > 0) names.add(bangs > 2 ? 'b3' : `b${bangs}`);
  if (/[?？]\s*[?？]|[?？][!！]/.test(normalised.original)) names.add('b?');
  if (LAUGHS.test(text)) names.add('h');
  return [...names];
}

/** Hashes of `getFeatureNames`. */
export const getFeatures = (normalised: Normalised): number[] => getFeatureNames(normalised).map(hashFeature);
