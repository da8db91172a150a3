import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';

/** Guard findings in one text (`lib/suggest/guard`), here or in a worker. */
export type FindRed = (text: string) => Finding[] | Promise<Finding[]>;

interface Finding {
  type: string;
  severity: 'amber' | 'red';
  span: string;
}

export interface RedFinding {
  id: string;
  type: string;
  span: string;
}

/** Red findings in what buyers would read: answers, pieces of cards to send, wordings of notices. */
export async function findRed(rows: readonly RawRow[], find: FindRed | undefined): Promise<RedFinding[]> {
  if (!find) return [];
  const found: RedFinding[] = [];
  for (const row of rows) {
    const parsed = parseEntry(row);
    // A recall or a retirement brings nothing to buyers: it must never be held up by the text that it takes back.
    if (!parsed.ok || row.status === 'retired' || row.state === 'recalled') continue;
    for (const text of buyerTexts(parsed.entry))
      for (const { type, severity, span } of await find(text))
        if (severity === 'red') found.push({ id: parsed.entry.id, type, span });
  }
  return found;
}
