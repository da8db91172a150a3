/** Deepest nesting that is written; deeper data is a bug or an attack. */
const MAX_DEPTH = 100;

/**
 * One text per value: object keys sorted by UTF-16 unit, no blanks, `undefined` members left out (as RFC 8785 orders them).
 * Equal data gives equal text on every machine, which is what hashes and signatures stand on.
 * Throws RangeError beyond 100 levels: callers check rows at the border (`isSafeJson`).
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new RangeError('nested too deep');
  if (Array.isArray(value)) return `[${value.map((item) => write(item ?? null, depth + 1)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    const members: string[] = [];
    for (const key of Object.keys(record).sort()) {
      const member = record[key];
      if (member !== undefined) members.push(`${JSON.stringify(key)}:${write(member, depth + 1)}`);
    }
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
