/** Deepest nesting accepted from outside; the knowledge schema itself needs five. */
const MAX_DEPTH = 32;

/**
 * Whether parsed JSON from outside may be walked, copied and merged: at most 32 levels deep and no `__proto__` member
 * (a copy by assignment would change the copy's prototype). Bounded time: stops at the first offence.
 */
export function isSafeJson(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isSafeJson(item, depth + 1));
  const record = value as Record<string, unknown>;
  for (const key of Object.keys(record)) {
    if (key === '__proto__') return false;
    if (!isSafeJson(record[key], depth + 1)) return false;
  }
  return true;
}
