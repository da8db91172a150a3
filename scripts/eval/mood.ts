import { readFileSync, writeFileSync } from 'node:fs';
import { judgeMood } from '@/lib/understand/mood';
import { normalise } from '@/lib/understand/normalise';
import { findRisks } from '@/lib/understand/risks';

/** Reads rows `{id, text}` and writes `{id, emotion, escalate, risk}`, one JSON object a line, in input order. */
export function runMood(inFile: string, outFile: string): void {
  const rows = readFileSync(inFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const out = rows.map((line) => {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    const normalised = normalise(text);
    const risks = findRisks(normalised);
    const { level, escalate } = judgeMood(normalised, risks);
    return JSON.stringify({ id, emotion: level, escalate, risk: risks.map(({ type }) => type) });
  });
  writeFileSync(outFile, `${out.join('\n')}\n`);
}
