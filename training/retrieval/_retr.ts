import { getBuyerTurn } from '@/lib/chat/turn';
import { entrySchema } from '@/lib/knowledge/schema';
import { createRetriever } from '@/lib/suggest/retrieve/retriever';
import { understand } from '@/lib/understand/understand';
import { EVAL_NOW_MS, type QueryRow, toConversation } from '../../scripts/eval/conversation';
import { readRows, writeRows } from '../../scripts/eval/rows';
for (const kb of ['kb', 'kb-asked']) {
  const retriever = createRetriever();
  retriever.upsert(readRows<unknown>(`/work/shared/eval/${kb}.jsonl`).map((row) => ({ entry: entrySchema.parse(row), source: 'kb', precedence: 20 })));
  writeRows(`/tmp/out-${kb}.jsonl`, readRows<QueryRow>('/work/shared/eval/queries-dev.jsonl').map((row) => {
    const conversation = toConversation(row); const t0 = performance.now();
    const turn = getBuyerTurn(conversation)!; const understanding = understand(conversation, turn);
    const found = retriever.retrieve({ conversation, turn, understanding, product: null, limit: 3, nowMs: EVAL_NOW_MS });
    return { id: row.id, ids: found.map((f) => f.entry.id), all: found.map((f) => f.entry.id), silent: false, confidence: found[0]?.confidence ?? 0, chat: understanding.isChat, q: understanding.isQuestion, ms: performance.now() - t0, conf: found.map((f) => f.confidence) };
  }));
}
