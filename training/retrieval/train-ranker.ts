/**
 * Trains the confidence on our own texts and, with the ranking weights, writes assets/lexicons/retrieval-ranker.json.
 * Every query is measured with an encoder that has not seen its group, so that the weights know what an unseen shop looks like.
 * Run: npx tsx training/retrieval/train-ranker.ts   (seeded; `ENC_CACHE=DIR … --fold N` trains one fold's encoder into DIR, so that folds can run side by side)
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { toConversation } from '../../scripts/eval/conversation';
import type { EncoderWeights } from '@/lib/suggest/retrieve/encoder';
import { confidenceInputs, rank } from '@/lib/suggest/retrieve/judge';
import type { RankerWeights } from '@/lib/suggest/retrieve/ranker';
import { type Query, type Sample, measureQueries, toEntries } from './dataset';
import { trainEncoder } from './encoder-trainer';
import { findConcepts } from '@/lib/understand/concepts';
import { getConcept } from '@/lib/understand/lexicon';
import { normalise } from '@/lib/understand/normalise';
import { PINYIN_TABLE } from '@/lib/core/pinyin-table';
import { getSyllable } from '@/lib/core/pinyin';
import { readContexts, readRants, type Group, readGroups, readIntents, readNone, readShops, readStarterRows } from './groups';
import { type List, trainNetwork } from './network';
import { createRandom, type Random } from './random';
import { RANKER } from './ranking-weights';
import { countRarity, SETTINGS, toWeights } from './train-encoder';

/** Groups are held back in as many parts: each is judged by an encoder that has not seen it. */
const FOLDS = 3;

/** The shop of a group, or its own id. */
const shopOf = (group: Group): string => (group.kind === 'shop' ? (group.id.split(':')[0] ?? '') : group.id);

/** The part in which a group is held back: a shop as a whole, everything else one by one. */
function foldOf(group: Group): number {
  let hash = 17;
  for (const char of shopOf(group)) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return (hash >>> 3) % FOLDS;
}

/** Synonyms and concepts are words, not questions: no fold holds them back. */
const isHeld = (group: Group, fold: number): boolean =>
  (group.kind === 'starter' || group.kind === 'intent' || group.kind === 'shop') && foldOf(group) === fold;

/** Trains an encoder without what one fold holds back; `ENC_CACHE` names a folder to keep it in while trying things out. */
function encoderOfFold(fold: number, groups: readonly Group[]): EncoderWeights {
  const cache = process.env.ENC_CACHE && `${process.env.ENC_CACHE}/encoder-fold-${fold}.json`;
  if (cache && existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as EncoderWeights;
  const rest = groups.filter((group) => !isHeld(group, fold));
  const weights = toWeights(trainEncoder(rest, SETTINGS), countRarity(rest));
  if (cache) writeFileSync(cache, JSON.stringify(weights));
  return weights;
}

type History = { role: 'buyer' | 'seller'; text: string }[];

const toQuery = (id: string, text: string, gold: string[], style: string, history: History = []): Query => ({
  id,
  conversation: toConversation({ id, text, history }),
  gold,
  style,
  group: gold[0] ?? id,
});

/** Writes one character of a text as another that sounds the same. */
function misspell(text: string, random: Random): string {
  const at = Math.floor(random.next() * text.length);
  const alike = PINYIN_TABLE[getSyllable(text.charAt(at)) ?? ''];
  if (!alike) return text;
  return text.slice(0, at) + alike.charAt(Math.floor(random.next() * Math.min(alike.length, 8))) + text.slice(at + 1);
}

/** Talk that names the goods before the question. */
const ask = (goods: string): History => [
  { role: 'buyer', text: `你好，我看的是你家的${goods}` },
  { role: 'seller', text: '在的亲，请问想了解什么' },
];

/** The goods that a title names, or nothing. */
function goodsOf(title: string): string {
  const normalised = normalise(title);
  const hit = findConcepts(normalised).find(({ concept }) => getConcept(concept)?.class === 'goods');
  return hit ? normalised.text.slice(hit.start, hit.end) : '';
}

/** Makes an asking harder, as real talk does: venting around it, homophone typos, talk before it that has nothing to do with it. */
function disturb(text: string, others: readonly string[], rants: readonly string[], goods: string, random: Random): [string, History] {
  if (goods && random.next() < 0.35) return [text, ask(goods)];
  const pick = (list: readonly string[]): string => list[Math.floor(random.next() * list.length)] ?? '';
  const x = random.next();
  if (x < 0.15) return [`${pick(rants)}，${pick(rants)}，${text}，${pick(rants)}！`, []];
  if (x < 0.22) return [`${pick(rants)}。${text}`, []];
  if (x < 0.34) return [misspell(misspell(text, random), random), []];
  if (x < 0.46) return [text, [{ role: 'buyer', text: pick(others) }, { role: 'seller', text: '好的亲，已经为您记录了' }]];
  return [text, []];
}

/** Rows of an intent or shop group as an entry. */
const toRow = (group: Group) => ({
  id: group.id,
  kind: 'answer',
  title: group.documents[0] ?? group.id,
  scene: group.scene,
  questions: group.documents.slice(1),
  askings: group.queries,
  answer: group.answer ?? '',
});

/**
 * What a knowledge of one shop holds: a share of its own entries, so many intents that the encoder has not seen, so many seen ones.
 * Young teams have a few entries, others hundreds.
 */
const SIZES = [
  { own: 1, unseen: 60, seen: 90 },
  { own: 1, unseen: 45, seen: 45 },
  { own: 0.5, unseen: 15, seen: 5 },
  { own: 0.25, unseen: 4, seen: 0 },
];
/** Shares of askings that are put: of the shop itself, of its intents, of intents that it lacks, of other shops. */
const SHARES = { own: 0.6, intents: 0.35, lacking: 0.1, foreign: 0.06 };
const NONE_PER_SHOP = 60;

/**
 * Training rows of the confidence. Each is measured as it will be in use: the knowledge of one shop that the encoder has not seen,
 * bare and with every other asking published, asked what it has, what it lacks, what other shops sell, and small talk.
 */
export function makeLists(ranker: RankerWeights): List[] {
  const random = createRandom(11);
  const groups = readGroups();
  const none = readNone();
  const rants = readRants();
  const intents = readIntents();
  const shops = readShops();
  const contexts = readContexts();
  const starter = readStarterRows();
  const lists: List[] = [];
  const others = groups.filter(({ kind }) => kind === 'starter' || kind === 'intent' || kind === 'shop').map(({ documents }) => documents.at(-1) ?? '');
  const sample = <T>(list: readonly T[], count: number): T[] => {
    const rest = [...list];
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(Math.floor(random.next() * rest.length), 1)[0] as T);
  };

  const run = (
    rows: readonly { id: string; title: string; askings?: string[] }[],
    asked: ReadonlySet<string>,
    lacking: readonly { id: string; text: string; style: string }[],
    weights: EncoderWeights,
    share: (id: string) => number,
  ): void => {
    for (const bare of [true, false]) {
      const published = rows.map((row) => ({ ...row, askings: bare ? [] : (row.askings ?? []).filter((_, i) => i % 2 === 0) }));
      const queries: Query[] = [];
      for (const row of rows) {
        if (!asked.has(row.id)) continue;
        (row.askings ?? []).forEach((asking, i) => {
          if ((!bare && i % 2 === 0) || random.next() > share(row.id)) return;
          const [text, history] = disturb(asking, others, rants, goodsOf(row.title), random);
          queries.push(toQuery(`${row.id}#${i}${bare}`, text, [row.id], bare ? 'bare' : 'asked', history));
        });
        for (const context of contexts)
          if (context.title === row.title)
            queries.push(toQuery(`${row.id}~${context.text}${bare}`, context.text, [row.id], 'context', context.history));
      }
      const named = rows.map(({ title }) => goodsOf(title)).filter(Boolean);
      sample(none, NONE_PER_SHOP).forEach((text, i) => {
        const goods = named[Math.floor(random.next() * named.length)];
        queries.push(toQuery(`none#${i}${bare}`, text, [], 'none', goods && random.next() < 0.3 ? ask(goods) : []));
      });
      for (const { id, text, style } of lacking) queries.push(toQuery(`lacks:${id}`, text, [], style));
      addLists(lists, measureQueries(toEntries(published, false), queries, weights), ranker, random);
    }
  };

  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = encoderOfFold(fold, groups);
    const unseen = intents.filter((group) => foldOf(group) === fold);
    const seen = intents.filter((group) => foldOf(group) !== fold);
    const held = shops.filter((group) => foldOf(group) === fold);
    const cases = [...new Set(held.map(shopOf))].map((shop, i) => ({ shop, size: SIZES[i % SIZES.length] ?? SIZES[0]! }));
    for (const { shop, size } of cases) {
      const all = held.filter((group) => shopOf(group) === shop);
      const own = sample(all, Math.ceil(all.length * size.own));
      const has = sample(unseen, size.unseen);
      const rows = [...own, ...has, ...sample(seen, size.seen)].map(toRow);
      const ids = new Set([...own, ...has].map(({ id }) => id));
      const isOwn = new Set(own.map(({ id }) => id));
      const lacks = (from: readonly Group[], rate: number, style: string) =>
        from.flatMap((group) => group.queries.filter(() => random.next() < rate).map((text, i) => ({ id: `${group.id}#${i}`, text, style })));
      const lacking = [
        ...lacks(unseen.filter((group) => !has.includes(group)), SHARES.lacking, 'lacking'),
        ...lacks(held.filter((group) => shopOf(group) !== shop && group.scene?.startsWith('presale')), SHARES.foreign, 'foreign'),
      ];
      run(rows, ids, lacking, weights, (id) => (isOwn.has(id) ? SHARES.own : SHARES.intents));
    }
    const ownStarter = starter.filter((row) => groups.some((group) => group.id === row.id && isHeld(group, fold)));
    run(starter, new Set(ownStarter.map(({ id }) => id)), [], weights, () => SHARES.own);
  }
  return lists;
}

/** Small talk is rare among our texts, and silence there matters as much as an answer elsewhere. */
const NONE_WEIGHT = 6;

/** Weight of a question whose right entry is not there: others may answer it half. */
const LACKING_WEIGHT = 0.5;

/** Adds the samples as they stand, some with the right entry taken away. */
function addLists(lists: List[], samples: readonly Sample[], ranker: RankerWeights, random: Random): void {
  const add = (sample: Sample, without: readonly string[], weight: number): void => {
    const matches = sample.candidates
      .filter(({ id }) => !without.includes(id))
      .map(({ id, features }) => ({ id, features: Float32Array.from(features) }));
    const ranked = rank(matches, ranker);
    if (ranked.length === 0) return;
    const right = ranked.slice(0, 3).some(({ match }) => sample.gold.includes(match.id)) ? 1 : 0;
    lists.push({ inputs: [confidenceInputs(ranked, sample.facts)], target: [right], weight });
  };
  for (const sample of samples) {
    if (sample.gold.length === 0) add(sample, [], sample.style === 'none' ? NONE_WEIGHT : sample.style === 'foreign' ? 1 : LACKING_WEIGHT);
    else {
      add(sample, [], sample.style === 'context' ? 2 : 1);
      if (random.next() < 0.15) add(sample, sample.gold, LACKING_WEIGHT);
    }
  }
}

const onlyFold = process.argv.indexOf('--fold');
if (onlyFold > 0) encoderOfFold(Number(process.argv[onlyFold + 1]), readGroups());
else if (process.argv[1]?.endsWith('train-ranker.ts')) {
  const ranker = RANKER;
  const lists = makeLists(ranker);
  console.log(`${lists.length} rows`);
  const confidence = trainNetwork(lists, {
    random: createRandom(4),
    hidden: 0,
    epochs: 12,
    rate: 0.01,
    decay: 0.01,
    binary: true,
  });
  mkdirSync(new URL('../../assets/lexicons/', import.meta.url), { recursive: true });
  writeFileSync(
    new URL('../../assets/lexicons/retrieval-ranker.json', import.meta.url),
    `${JSON.stringify({ ranker, confidence })}\n`,
  );
}
