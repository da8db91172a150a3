import { readFileSync, writeFileSync } from 'node:fs';
import { findPersonalData } from '@/lib/core/redact';

/** Evaluates the redactor: rows `{id, text}` in, rows `{id, spans: [{type, start, end}]}` out, both JSONL. */
export async function run(inFile: string, outFile: string): Promise<void> {
  const rows = readFileSync(inFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { id: string; text: string });
  const out = rows.map((row) => JSON.stringify({ id: row.id, spans: findPersonalData(row.text) }));
  writeFileSync(outFile, `${out.join('\n')}\n`);
}
