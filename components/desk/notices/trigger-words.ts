import type { Trigger } from '@/lib/knowledge/schema';

/** A trigger as one tag: its words by blanks, `不含` words behind a minus; words and nearby words joined by `+`. */
export function toTag({ any, near, not }: Trigger): string {
  const words = near?.length ? `${any.join(' ')} + ${near.join(' ')}` : any.join(' ');
  return [words, ...(not ?? []).map((word) => `-${word}`)].join(' ');
}

/** Reads a tag; null when it names no word. What the tag cannot say (an attribute) comes from `before`. */
export function fromTag(tag: string, before: readonly Trigger[] = []): Trigger | null {
  const same = before.find((trigger) => toTag(trigger) === tag);
  if (same) return same;
  const [main = '', beside = ''] = tag.split(/[+＋]/, 2);
  const parts = (text: string) => text.split(/[\s,，、|]+/).filter(Boolean);
  const isNot = (word: string) => /^[-－]./.test(word);
  const not = [...parts(main), ...parts(beside)].filter(isNot).map((word) => word.slice(1));
  const any = parts(main).filter((word) => !isNot(word));
  const near = parts(beside).filter((word) => !isNot(word));
  if (any.length === 0) return null;
  return { any, ...(near.length > 0 ? { near } : {}), ...(not.length > 0 ? { not } : {}) };
}
