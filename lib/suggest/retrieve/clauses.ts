import { normalise } from '@/lib/understand/normalise';
import { isQuestionForm } from '@/lib/understand/questions';

const ENDS = /[,.!?;:~\n，。！？；：～…、]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/;
const NUMBERED = /(?:^|\s)[1-9一二三][.、）)]\s*/g;
/** What stands between two questions and belongs to neither. */
const JOINER =
  /^(?:还有(?:就是|一个)?|另外|顺便(?:问(?:一下|下)?)?|对了|再问(?:一下|下)?|再就是|然后|以及|而且|并且|同时|and|also)/i;
const MAX_CLAUSES = 8;
const MAX_PARTS = 4;
/** Shortest clause that can say something (UTF-16 units). */
const SHORTEST = 3;
const MAX_TEXT = 600;

/** The clauses of a turn, at most eight; those too short to say something go with the next one. */
export function splitClauses(text: string): string[] {
  const clauses: string[] = [];
  let held = '';
  for (const piece of text.slice(0, MAX_TEXT).replace(NUMBERED, '\n').split(ENDS)) {
    const clause = held + piece.trim().replace(JOINER, '');
    held = '';
    if (clause.length < SHORTEST) {
      held = clause;
      continue;
    }
    clauses.push(clause);
  }
  if (held) clauses.push((clauses.pop() ?? '') + held);
  return clauses.filter(Boolean).slice(0, MAX_CLAUSES);
}

/**
 * The questions of a turn, each with the statements before it; empty unless there are at least two. What follows the last
 * question goes with it.
 */
export function splitQuestions(text: string): string[] {
  const parts: string[] = [];
  let open = '';
  for (const clause of splitClauses(text)) {
    open = open ? `${open},${clause}` : clause;
    if (!isQuestionForm(normalise(clause).text)) continue;
    parts.push(open);
    open = '';
  }
  if (open && parts.length > 0) parts.push(`${parts.pop()},${open}`);
  return parts.length > 1 ? parts.slice(0, MAX_PARTS) : [];
}
