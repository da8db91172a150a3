/**
 * Trains the confidence on our own texts and, with the ranking weights, writes assets/lexicons/retrieval-ranker.json.
 * Every query is measured with an encoder that has not seen its group, so that the weights know what an unseen shop looks like.
 * Run: npx tsx training/retrieval/train-ranker.ts   (seeded)
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

/** Trains an encoder without the groups of one kind; kept in a cache folder by what it was trained on. */
function encoderWithout(kinds: readonly Group['kind'][], groups: readonly Group[]): EncoderWeights {
  const rest = groups.filter((group) => !kinds.includes(group.kind));
  const cache = `/tmp/deskmate-encoder-${kinds.join('-')}-${process.env.ENC_TAG ?? 'x'}.json`;
  if (process.env.ENC_TAG && existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as EncoderWeights;
  const weights = toWeights(trainEncoder(rest, SETTINGS), countRarity(rest));
  if (process.env.ENC_TAG) writeFileSync(cache, JSON.stringify(weights));
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

/** Samples of one knowledge: bare, and with every other asking published while the rest ask. */
export function makeSamples(): Sample[] {
  const random = createRandom(11);
  const groups = readGroups();
  const none = readNone();
  const samples: Sample[] = [];
  const rants = readRants();
  const others = groups.filter(({ kind }) => kind === 'starter' || kind === 'intent' || kind === 'shop').map(({ documents }) => documents.at(-1) ?? '');
  const run = (
    rows: readonly { id: string; title: string; askings?: string[] }[],
    weights: EncoderWeights,
    contexts: readonly { id: string; text: string; history: History }[],
  ): void => {
    for (const bare of [true, false]) {
      const published = rows.map((row) => ({ ...row, askings: bare ? [] : (row.askings ?? []).filter((_, i) => i % 2 === 0) }));
      const queries: Query[] = [];
      for (const row of rows)
        (row.askings ?? []).forEach((asking, i) => {
          if ((!bare && i % 2 === 0) || random.next() > 0.6) return;
          const [text, history] = disturb(asking, others, rants, goodsOf(row.title), random);
          queries.push(toQuery(`${row.id}#${i}${bare}`, text, [row.id], bare ? 'bare' : 'asked', history));
        });
      for (const { id, text, history } of contexts) queries.push(toQuery(`${id}~${text}${bare}`, text, [id], 'context', history));
      const named = rows.map(({ title }) => goodsOf(title)).filter(Boolean);
      none.forEach((text, i) => {
        const goods = named[Math.floor(random.next() * named.length)];
        queries.push(toQuery(`none#${i}${bare}`, text, [], 'none', goods && random.next() < 0.3 ? ask(goods) : []));
      });
      samples.push(...measureQueries(toEntries(published, false), queries, weights));
    }
  };
  run(readStarterRows(), encoderWithout(['starter'], groups), []);
  const intents = readIntents();
  const idOf = new Map(intents.map(({ id, documents }) => [documents[0], id]));
  const shops = readShops();
  const toRow = (group: Group) => ({
    id: group.id,
    kind: 'answer',
    title: group.documents[0] ?? group.id,
    scene: group.scene,
    questions: group.documents.slice(1),
    askings: group.queries,
    answer: group.answer ?? '',
  });
  const weights = encoderWithout(['intent', 'shop'], groups);
  run(
    [...intents, ...shops].map(toRow),
    weights,
    readContexts().flatMap(({ title, ...row }) => {
      const id = idOf.get(title);
      if (id === undefined) throw new Error(`no intent ${title}`);
      return [{ id, ...row }];
    }),
  );
  // What one shop is asked before buying, put to a shop of other goods: nothing fits.
  const shopOf = (group: Group): string => group.id.split(':')[0] ?? '';
  for (const foreign of new Set(shops.map(shopOf))) {
    const rows = [...intents, ...shops.filter((group) => shopOf(group) !== foreign)].map(toRow);
    const queries = shops
      .filter((group) => shopOf(group) === foreign && group.scene?.startsWith('presale'))
      .flatMap((group) => group.queries.map((text, i) => toQuery(`foreign:${group.id}#${i}`, text, [], 'foreign')))
      .filter((_, i) => i % 2 === 0);
    samples.push(...measureQueries(toEntries(rows, true), queries, weights));
  }
  return samples;
}

/** Small talk is rare among our texts, and silence there matters as much as an answer elsewhere. */
const NONE_WEIGHT = 16;

/** Training rows of the confidence: as it stands, and with the right entry taken away. */
export function toConfidenceLists(samples: readonly Sample[], ranker: RankerWeights): List[] {
  const random = createRandom(5);
  const lists: List[] = [];
  const add = (sample: Sample, without: readonly string[], weight: number): void => {
    const matches = sample.candidates
      .filter(({ id }) => !without.includes(id))
      .map(({ id, features }) => ({ id, features: Float32Array.from(features) }));
    const ranked = rank(matches, ranker);
    const top = ranked[0];
    if (!top) return;
    const right = ranked.slice(0, 3).some(({ match }) => sample.gold.includes(match.id)) ? 1 : 0;
    lists.push({ inputs: [confidenceInputs(ranked, sample.facts)], target: [right], weight });
  };
  for (const sample of samples) {
    if (sample.gold.length === 0) {
      add(sample, [], sample.style === 'foreign' ? 1 : NONE_WEIGHT);
      continue;
    }
    add(sample, [], sample.style === 'context' ? 2 : 1);
    if (random.next() < 0.2) add(sample, sample.gold, 0.25);
  }
  return lists;
}

if (process.argv[1]?.endsWith('train-ranker.ts')) {
  const samples = process.env.SAMPLES
    ? readFileSync(process.env.SAMPLES, 'utf8').split('\n').map((line) => JSON.parse(line) as Sample)
    : makeSamples();
  console.log(`${samples.length} samples`);
  if (process.env.SAVE) writeFileSync(process.env.SAVE, samples.map((sample) => JSON.stringify(sample)).join('\n'));
  const ranker = RANKER;
  const confidence = trainNetwork(toConfidenceLists(samples, ranker), {
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
