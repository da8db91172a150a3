/** A clause of a draft; offsets are UTF-16 into the folded text. */
export interface Clause {
  text: string;
  start: number;
  end: number;
}

/** Clauses of a folded text: what stands between marks. Fewer than three units say nothing. */
export function toClauses(folded: string): Clause[] {
  const clauses: Clause[] = [];
  for (const match of folded.matchAll(/[^，,。.!！?？;；~～\n]+/g)) {
    const lead = match[0].length - match[0].trimStart().length;
    const text = match[0].trim();
    if (text.length >= 3) clauses.push({ text, start: match.index + lead, end: match.index + lead + text.length });
  }
  return clauses;
}

/** Character pieces of one to three units of a folded clause with its ends marked, digits alike; each once. */
export function toPieces(clause: string): string[] {
  const marked = `^${clause.replace(/\s+/g, '').replace(/\d+/g, '0').slice(0, 60)}$`;
  const pieces = new Set<string>();
  for (let size = 1; size <= 3; size++)
    for (let i = 0; i + size <= marked.length; i++) pieces.add(marked.slice(i, i + size));
  return [...pieces];
}
