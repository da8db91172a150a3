import { readFileSync, writeFileSync } from 'node:fs';
import { normalise } from '@/lib/understand/normalise';
import { rankScenes } from '@/lib/understand/scene';

/** Reads rows `{id, text}` and writes `{id, scene}`, one JSON object a line, in input order. */
export function runScene(inFile: string, outFile: string): void {
  const rows = readFileSync(inFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const out = rows.map((line) => {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    return JSON.stringify({ id, scene: rankScenes(normalise(text), '')[0]?.id ?? 'other' });
  });
  writeFileSync(outFile, `${out.join('\n')}\n`);
}
