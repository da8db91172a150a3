/** JSON that may end anywhere, as far as it goes. */
export interface PartialJson {
  /** Undefined when not even a first value has begun. */
  value: unknown;
  /** Objects and arrays that had not been closed yet. */
  open: ReadonlySet<object>;
  /** True when the first value was whole. */
  complete: boolean;
  /** True when it went wrong before the text ended. */
  broken: boolean;
}

/** Deeper than any answer of ours; keeps hostile nesting off the stack. */
const MAX_DEPTH = 12;

class Cut extends Error {}

/**
 * Reads the first JSON object of a text, also a truncated one: containers are given as far as they were written, strings,
 * numbers and words only when whole. Linear, never throws.
 */
export function parsePartialJson(text: string): PartialJson {
  const open = new Set<object>();
  let at = text.indexOf('{');
  if (at < 0) return { value: undefined, open, complete: false, broken: false };

  const blank = () => {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    if (at >= text.length) throw new Cut();
  };
  const readString = (): string => {
    const start = at++;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    if (at >= text.length) throw new Cut();
    at++;
    // Models write raw line breaks into strings; JSON does not know them.
    return String(JSON.parse(text.slice(start, at).replace(/\n/g, '\\n').replace(/\r/g, '').replace(/\t/g, '\\t')));
  };
  const readWord = (): unknown => {
    const match = /^[-+\w.]+/.exec(text.slice(at, at + 40));
    if (!match || at + match[0].length >= text.length) throw new Cut();
    at += match[0].length;
    return JSON.parse(match[0]);
  };
  const readValue = (depth: number, put: (value: unknown) => void): void => {
    blank();
    if (depth > MAX_DEPTH) throw new Cut();
    const char = text[at];
    if (char === '"') put(readString());
    else if (char === '{') readObject(depth, put);
    else if (char === '[') readArray(depth, put);
    else put(readWord());
  };
  const readObject = (depth: number, put: (value: unknown) => void): void => {
    const value: Record<string, unknown> = Object.create(null);
    open.add(value);
    put(value);
    at++;
    for (;;) {
      blank();
      if (text[at] === '}') break;
      if (text[at] === ',') {
        at++;
        continue;
      }
      if (text[at] !== '"') throw new Cut();
      const key = readString();
      blank();
      if (text[at] !== ':') throw new Cut();
      at++;
      readValue(depth + 1, (inner) => {
        value[key] = inner;
      });
    }
    at++;
    open.delete(value);
  };
  const readArray = (depth: number, put: (value: unknown) => void): void => {
    const value: unknown[] = [];
    open.add(value);
    put(value);
    at++;
    for (;;) {
      blank();
      if (text[at] === ']') break;
      if (text[at] === ',') {
        at++;
        continue;
      }
      readValue(depth + 1, (inner) => value.push(inner));
    }
    at++;
    open.delete(value);
  };

  let value: unknown;
  try {
    readValue(0, (inner) => {
      value = inner;
    });
    return { value, open, complete: true, broken: false };
  } catch {
    // Cut off, or not JSON from here on: what was read stands.
    return { value, open, complete: false, broken: at < text.length };
  }
}
