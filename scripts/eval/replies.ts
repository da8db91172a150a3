import { performance } from 'node:perf_hooks';
import { getBuyerTurn } from '@/lib/chat/turn';
import { entrySchema } from '@/lib/knowledge/schema';
import { createRetriever, SILENCE_FLOOR } from '@/lib/suggest/retrieve/retriever';
import { understand } from '@/lib/understand/understand';
import { EVAL_NOW_MS, type QueryRow, toConversation } from './conversation';
import { readRows, writeRows } from './rows';

/** Answers each query on the whole knowledge of `kbFile`: `{id, ids, silent, ms}` per row, in input order. */
export async function runReplies(kbFile: string, queriesFile: string, outFile: string): Promise<void> {
  const retriever = createRetriever();
  retriever.upsert(
    readRows<unknown>(kbFile).map((row) => ({ entry: entrySchema.parse(row), source: 'kb', precedence: 20 })),
  );
  const out = readRows<QueryRow>(queriesFile).map((row) => {
    const conversation = toConversation(row);
    const start = performance.now();
    const turn = getBuyerTurn(conversation);
    const found = turn
      ? retriever.retrieve({
          conversation,
          turn,
          understanding: understand(conversation, turn),
          product: null,
          limit: 3,
          nowMs: EVAL_NOW_MS,
        })
      : [];
    const confidence = found[0]?.confidence ?? 0;
    const silent = confidence < SILENCE_FLOOR;
    const ms = performance.now() - start;
    return {
      id: row.id,
      ids: silent ? [] : found.map(({ entry }) => entry.id),
      silent,
      ms: Number(ms.toFixed(3)),
      ...(process.env.EVAL_DEBUG ? { all: found.map(({ entry }) => entry.id), confidence } : {}),
    };
  });
  writeRows(outFile, out);
}
