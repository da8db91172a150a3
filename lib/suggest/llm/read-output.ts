import { type DraftCandidate, type DraftOutput, draftCandidateSchema, draftOutputSchema } from './draft-schema';
import { parsePartialJson } from './partial-json';

/** Why an answer is no draft. */
export type OutputFailure = 'empty' | 'refused' | 'malformed' | 'truncated';

export interface ReadOutput {
  /** As far as it can be used: whole parts only. */
  output: DraftOutput;
  /** Candidates whose last part was written out. */
  whole: number;
  failure: OutputFailure | null;
}

const REFUSAL =
  /(?:抱歉|对不起|很遗憾)[^。\n]{0,20}(?:无法|不能|不便)|(?:无法|不能)(?:协助|满足|处理|回答)(?:您|你)?的?(?:请求|要求)|i(?:'m| am) (?:sorry|unable)|i can(?:'|no)t (?:help|assist|comply)|as an ai/i;
const NOTHING: DraftOutput = { ranked: [], candidates: [] };

/** True for an answer in words that declines. */
export const isRefusal = (text: string): boolean => REFUSAL.test(text);

/** The answer without what some models put around it: their thinking, a fence. */
export const withoutWrapping = (text: string): string => {
  const thought = text.lastIndexOf('</think>');
  if (thought >= 0) return text.slice(thought + '</think>'.length);
  return text.includes('<think>') ? '' : text;
};

/** Reads an answer, whole or still being written. `done`: nothing more will come. */
export function readOutput(raw: string, done: boolean): ReadOutput {
  const text = withoutWrapping(raw);
  const { value, open, complete, broken } = parsePartialJson(text);
  if (typeof value !== 'object' || value === null) {
    const failure = !done ? null : text.trim() === '' ? 'empty' : isRefusal(text) ? 'refused' : 'malformed';
    return { output: NOTHING, whole: 0, failure };
  }
  const given = value as { candidates?: unknown; ranked?: unknown };
  const rows = Array.isArray(given.candidates) ? given.candidates : [];
  const candidates: DraftCandidate[] = [];
  let whole = 0;
  for (const row of rows) {
    const parsed = draftCandidateSchema.safeParse(wholeParts(row, open));
    if (!parsed.success) continue;
    candidates.push(parsed.data);
    if (typeof row === 'object' && row !== null && !open.has(row)) whole++;
  }
  const ranked = Array.isArray(given.ranked) ? given.ranked.filter((id) => typeof id === 'string') : [];
  const output = draftOutputSchema.safeParse({ ranked: ranked.slice(0, 20), candidates: candidates.slice(0, 6) });
  const known = 'candidates' in given || 'ranked' in given;
  const failure = !done
    ? null
    : !known || (rows.length > 0 && candidates.length === 0)
      ? complete || broken
        ? 'malformed'
        : 'truncated'
      : complete
        ? null
        : broken
          ? 'malformed'
          : 'truncated';
  return { output: output.success ? output.data : NOTHING, whole, failure };
}

/** A candidate with only those parts that were written out, sources included. */
function wholeParts(row: unknown, open: ReadonlySet<object>): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const { parts } = row as { parts?: unknown };
  if (!Array.isArray(parts)) return row;
  return { ...row, parts: parts.filter((part) => typeof part === 'object' && part !== null && !open.has(part)) };
}
