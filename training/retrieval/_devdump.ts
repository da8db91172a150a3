import { readFileSync, writeFileSync } from 'node:fs';
import { toConversation, type QueryRow } from '../../scripts/eval/conversation';
import { measureQueries, readJsonl, toEntries, type Query } from './dataset';
const weights = JSON.parse(readFileSync('assets/lexicons/retrieval-encoder.json', 'utf8'));
const rows = readJsonl<QueryRow & { gold: string[]; style: string }>('/work/shared/eval/queries-dev.jsonl');
const queries: Query[] = rows.map((r) => ({ id: r.id, conversation: toConversation(r), gold: r.gold, style: r.style, group: r.gold[0] ?? r.id }));
for (const kb of ['kb', 'kb-asked']) writeFileSync(`/tmp/dev-${kb}.jsonl`, measureQueries(toEntries(readJsonl(`/work/shared/eval/${kb}.jsonl`), false), queries, weights).map((s) => JSON.stringify(s)).join('\n'));
