import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Entry } from '@/lib/knowledge/schema';
import { normalise } from '@/lib/understand/normalise';

/** A search library on the same entries, with our normalised text. */
export interface Engine {
  /** Ids, best first. */
  search(text: string): Promise<string[]> | string[];
}

interface Row {
  id: string;
  title: string;
  questions: string;
  answer: string;
}

/** Han characters and pairs of them, Latin words and numbers: what suits Chinese sentences best in every library. */
export function tokenise(text: string): string[] {
  const tokens: string[] = [];
  for (const run of text.match(/[\u3400-\u9fff]+|[a-z0-9]+/g) ?? []) {
    if (run.charCodeAt(0) < 0x3400) {
      tokens.push(run);
      continue;
    }
    for (let i = 0; i < run.length; i++) {
      tokens.push(run.charAt(i));
      if (i + 1 < run.length) tokens.push(run.slice(i, i + 2));
    }
  }
  return tokens;
}

const toRow = (entry: Entry): Row => {
  const texts = entry.kind === 'answer' ? [...(entry.questions ?? []), ...(entry.askings ?? [])] : [];
  return {
    id: entry.id,
    title: normalise(entry.title).text,
    questions: texts.map((text) => normalise(text).text).join(' '),
    answer: entry.kind === 'answer' ? normalise(entry.answer).text : '',
  };
};

const say = (text: string): string => normalise(text).text;

/** Makers of the libraries compared; settings are the best that their documentation offers for this kind of text. */
export const PEERS: Record<string, (entries: readonly Entry[]) => Promise<Engine> | Engine> = {
  minisearch(entries) {
    const index = new MiniSearch<Row>({
      fields: ['title', 'questions', 'answer'],
      tokenize: tokenise,
      processTerm: (term) => term,
      searchOptions: { boost: { title: 2, questions: 2 }, combineWith: 'OR' },
    });
    index.addAll(entries.map(toRow));
    return {
      search: (text) =>
        index
          .search(say(text))
          .slice(0, 3)
          .map(({ id }) => String(id)),
    };
  },
  flexsearch(entries) {
    const index = new FlexSearch.Document<Row & Record<string, string>>({
      document: { id: 'id', index: ['title', 'questions', 'answer'] },
      tokenize: 'strict',
      encode: tokenise,
    });
    for (const entry of entries) index.add(toRow(entry) as Row & Record<string, string>);
    return {
      search: (text) => {
        const points = new Map<string, number>();
        for (const { result } of index.search(say(text), { suggest: true, limit: 10 }))
          for (const [place, id] of (result as (string | number)[]).entries())
            points.set(String(id), (points.get(String(id)) ?? 0) + 1 / (place + 1));
        return [...points]
          .sort((a, b) => b[1] - a[1])
          .slice(0, 3)
          .map(([id]) => id);
      },
    };
  },
  async orama(entries) {
    const index = create({
      schema: { id: 'string', title: 'string', questions: 'string', answer: 'string' } as const,
      components: {
        tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: (text: string) => tokenise(text) },
      },
    });
    await insertMultiple(index, entries.map(toRow), 1000);
    return {
      search: async (text) => {
        const { hits } = await searchOrama(index, {
          term: say(text),
          properties: ['title', 'questions', 'answer'],
          boost: { title: 2, questions: 2 },
          threshold: 1,
          limit: 3,
        });
        return hits.map(({ document }) => document.id);
      },
    };
  },
  fuse(entries) {
    const index = new Fuse(entries.map(toRow), {
      keys: [
        { name: 'title', weight: 2 },
        { name: 'questions', weight: 2 },
        { name: 'answer', weight: 1 },
      ],
      ignoreLocation: true,
      threshold: 0.6,
      includeScore: true,
    });
    return { search: (text) => index.search(say(text), { limit: 3 }).map(({ item }) => item.id) };
  },
};
