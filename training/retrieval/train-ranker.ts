/**
 * Trains ranking and confidence on our own texts and writes assets/lexicons/retrieval-ranker.json.
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
import { type Group, readGroups, readIntents, readNone, readStarter, readStarterRows } from './groups';
import { type List, trainNetwork } from './network';
import { createRandom } from './random';
import { countRarity, SETTINGS, toWeights } from './train-encoder';

/** Trains an encoder without the groups of one kind; kept in a cache folder by what it was trained on. */
function encoderWithout(kind: Group['kind'], groups: readonly Group[]): EncoderWeights {
  const rest = groups.filter((group) => group.kind !== kind);
  const cache = `/tmp/deskmate-encoder-${kind}-${process.env.ENC_TAG ?? 'x'}.json`;
  if (process.env.ENC_TAG && existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as EncoderWeights;
  const weights = toWeights(trainEncoder(rest, SETTINGS), countRarity(rest));
  if (process.env.ENC_TAG) writeFileSync(cache, JSON.stringify(weights));
  return weights;
}

const toQuery = (id: string, text: string, gold: string[], style: string): Query => ({
  id,
  conversation: toConversation({ id, text }),
  gold,
  style,
  group: gold[0] ?? id,
});

/** Samples of one knowledge: bare, and with every other asking published while the rest ask. */
export function makeSamples(): Sample[] {
  const random = createRandom(11);
  const groups = readGroups();
  const none = readNone();
  const samples: Sample[] = [];
  const run = (rows: readonly { id: string; askings?: string[] }[], weights: EncoderWeights): void => {
    for (const bare of [true, false]) {
      const published = rows.map((row) => ({ ...row, askings: bare ? [] : (row.askings ?? []).filter((_, i) => i % 2 === 0) }));
      const queries: Query[] = [];
      for (const row of rows)
        (row.askings ?? []).forEach((asking, i) => {
          if ((bare || i % 2 === 1) && random.next() < (bare ? 0.5 : 0.6))
            queries.push(toQuery(`${row.id}#${i}${bare}`, asking, [row.id], bare ? 'bare' : 'asked'));
        });
      none.forEach((text, i) => queries.push(toQuery(`none#${i}${bare}`, text, [], 'none')));
      samples.push(...measureQueries(toEntries(published, false), queries, weights));
    }
  };
  run(readStarterRows(), encoderWithout('starter', groups));
  run(
    readIntents().map((group) => ({
      id: group.id,
      kind: 'answer',
      title: group.documents[0] ?? group.id,
      scene: group.scene,
      questions: group.documents.slice(1),
      askings: group.queries,
      answer: '',
    })),
    encoderWithout('intent', groups),
  );
  return samples;
}

export const toList = (sample: Sample): List | null => {
  const hits = sample.candidates.map(({ id }) => (sample.gold.includes(id) ? 1 : 0) as number);
  const sum = hits.reduce((a, b) => a + b, 0);
  if (sum === 0) return null;
  return {
    inputs: sample.candidates.map(({ features }) => Float32Array.from(features)),
    target: hits.map((hit) => hit / sum),
    weight: 1,
  };
};

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
    lists.push({ inputs: [confidenceInputs(ranked, sample)], target: [right], weight });
  };
  for (const sample of samples) {
    if (sample.gold.length === 0) {
      add(sample, [], 2);
      continue;
    }
    add(sample, [], 1);
    if (random.next() < 0.35) add(sample, sample.gold, 0.7);
  }
  return lists;
}

if (process.argv[1]?.endsWith('train-ranker.ts')) {
  const samples = makeSamples();
  const lists = samples.map(toList).filter((list): list is List => list !== null);
  console.log(`${samples.length} samples, ${lists.length} lists`);
  const hidden = Number(process.env.HIDDEN ?? 0);
  const ranker = trainNetwork(lists, { random: createRandom(3), hidden, epochs: 12, rate: 0.01, decay: 0.002 });
  const confidence = trainNetwork(toConfidenceLists(samples, ranker), {
    random: createRandom(4),
    hidden: 6,
    epochs: 25,
    rate: 0.01,
    decay: 0.002,
    binary: true,
  });
  mkdirSync(new URL('../../assets/lexicons/', import.meta.url), { recursive: true });
  writeFileSync(
    new URL('../../assets/lexicons/retrieval-ranker.json', import.meta.url),
    `${JSON.stringify({ ranker, confidence })}\n`,
  );
}
