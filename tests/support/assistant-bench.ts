import { createFixedClock } from '@/lib/core/clock';
import { type Entry, entrySchema } from '@/lib/knowledge/schema';
import type { AssistantSettings, SourcedEntry } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import type { Retrieved, Retriever } from '@/lib/suggest/retrieve/retriever';
import type { Advice, Finding } from '@/lib/suggest/view-model';
import { understand } from '@/lib/understand/understand';
import type { Understanding } from '@/lib/understand/understanding';
import { type Line, toConversation } from './conversation';

export const NOW = Date.parse('2026-11-21T12:00:00+08:00');

export const SETTINGS: AssistantSettings = {
  role: 'agent',
  groups: [],
  chosen: {},
  shopFacts: {},
  recentTexts: [],
};

/** Mood of the bench: a test that is about feelings says so. */
export const CALM: Understanding['mood'] = { level: 0, class: '平静', evidence: [], escalate: false };

/** What one piece of advice is asked with; everything has a plain default. */
export interface Ask {
  lines: string | readonly Line[];
  /** Raw rows; `from` is the source (default `starter`). */
  rows: readonly (Record<string, unknown> & { from?: string })[];
  /** Confidence by entry id, in this order; all answers and playbooks at .9, .8, ... when absent. */
  found?: Readonly<Record<string, number>>;
  /** Which question of the turn an entry answers, by id. */
  questions?: Readonly<Record<string, number>>;
  settings?: Partial<AssistantSettings>;
  understanding?: Partial<Understanding>;
  extra?: Record<string, unknown>;
  guard?: (text: string) => Finding[];
  nowMs?: number;
}

const PRECEDENCE: Readonly<Record<string, number>> = { own: 30, feed: 20, starter: 0 };

export const toSourced = ({ from = 'starter', ...row }: Record<string, unknown> & { from?: string }): SourcedEntry => ({
  entry: entrySchema.parse(row) as Entry,
  source: from,
  precedence: PRECEDENCE[from] ?? 20,
});

/** A retriever that finds what the test says, so that composing is tested by itself. */
export function createScriptedRetriever(
  found: Readonly<Record<string, number>> | undefined,
  questions: Readonly<Record<string, number>> = {},
): Retriever {
  const all = new Map<string, SourcedEntry>();
  return {
    upsert: (entries) => {
      for (const sourced of entries) all.set(`${sourced.source}\u0000${sourced.entry.id}`, sourced);
    },
    remove: (source, ids) => {
      for (const id of ids) all.delete(`${source}\u0000${id}`);
    },
    size: () => all.size,
    retrieve: ({ limit }) => {
      const rows = [...all.values()].filter(({ entry }) =>
        found ? entry.id in found : entry.kind === 'answer' || entry.kind === 'playbook',
      );
      return rows
        .map((sourced, i): Retrieved => {
          const confidence = found?.[sourced.entry.id] ?? 0.9 - i / 10;
          const question = questions[sourced.entry.id];
          const why = [{ code: 'asked-like' as const, text: sourced.entry.title }];
          return { ...sourced, score: confidence, confidence, why, ...(question === undefined ? {} : { question }) };
        })
        .sort((a, b) => b.confidence - a.confidence)
        .slice(0, limit);
    },
    export: () => new Uint8Array(0),
    import: () => false,
  };
}

/** Advice for a chat over a few rows of knowledge, at a fixed time. */
export function getAdvice(ask: Ask): Advice {
  const assistant = createAssistant({
    retriever: createScriptedRetriever(ask.found, ask.questions),
    understand: (conversation, turn) => ({ ...understand(conversation, turn), mood: CALM, ...ask.understanding }),
    guardText: ask.guard ?? (() => []),
    floor: 0.3,
  });
  assistant.upsert(ask.rows.map(toSourced));
  return assistant.advise(
    toConversation(ask.lines, ask.extra),
    { ...SETTINGS, ...ask.settings },
    createFixedClock(ask.nowMs ?? NOW),
  );
}
