import { toLiteral } from '@/lib/core/literal';
import { isNoMessage } from '../no-message';

/** A name with words around it. */
export interface InsideName {
  name: string;
  /** What stands around it, as picks cut it away (a regular expression). */
  strip: string;
}

/** The longest of these names that a text holds among other words: "Chat with Lulu" says Lulu. Null = none, or nothing around it. */
export function findInside(text: string, names: ReadonlySet<string>): InsideName | null {
  const clean = text.replace(/\s+/g, ' ').trim();
  if (names.has(clean)) return null;
  const inside = [...names]
    .filter((name) => name.length > 1 && !isNoMessage(name) && clean.includes(name))
    .sort((a, b) => b.length - a.length);
  for (const name of inside) {
    const at = clean.indexOf(name);
    const [before, after] = [clean.slice(0, at), clean.slice(at + name.length)];
    // a part of a longer name is none
    if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after)) continue;
    const strip = [before && `^${toLiteral(before)}`, after && `${toLiteral(after)}$`].filter(Boolean).join('|');
    return { name, strip };
  }
  return null;
}
