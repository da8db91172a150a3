/** Longest text compared (UTF-16 units); replies of agents rarely reach 300. */
const MAX_CHARS = 600;

/**
 * How much of a text was changed: Levenshtein distance over the longer length, 0 (equal) to 1 (nothing in common).
 * Blanks do not count; texts are compared up to 600 characters.
 */
export function getEditShare(before: string, after: string): number {
  const a = before.replace(/\s+/g, '').slice(0, MAX_CHARS);
  const b = after.replace(/\s+/g, '').slice(0, MAX_CHARS);
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[b.length] ?? 0) / longer;
}
