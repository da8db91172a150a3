/** Answers quote what they answer: the quoted words are somebody else's and no part of the message. */

/** Who is quoted, in front of the quoted words. */
const SPEAKER = /^(?:@?[^\n:：]{1,30}[:：]\s*)?/;
/** Shorter words are said twice by chance. */
const MIN_CHARS = 2;

/** One space for every run of white space. */
export const foldSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** True when these words repeat one of the earlier ones, perhaps behind a name and cut at the end. */
export function isRepeated(text: string, earlier: ReadonlySet<string>): boolean {
  const whole = foldSpace(text);
  if (earlier.has(whole) && whole.length >= MIN_CHARS) return true;
  const said = whole.replace(SPEAKER, '');
  if (said.length < MIN_CHARS) return false;
  if (earlier.has(said)) return true;
  const cut = /^(.{4,}?)\s*(?:…|\.{3}|⋯)$/u.exec(said)?.[1];
  return cut !== undefined && [...earlier].some((one) => one.startsWith(cut));
}

/** True when the first line of several repeats what was said before: most likely a quote that was read as part of the message. */
export function startsWithQuote(text: string, earlier: ReadonlySet<string>): boolean {
  const lines = text.split('\n');
  // a name of its own line may stand above the quoted words
  return lines.slice(0, Math.min(2, lines.length - 1)).some((line) => isRepeated(line, earlier));
}

/** The words that messages said, as `isRepeated` compares them. */
export const toSaid = (texts: Iterable<string>): Set<string> => new Set([...texts].map(foldSpace));
