const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** One per language: making it takes longer than using it, and lists say hundreds of times. */
function formatOf(language: string): Intl.RelativeTimeFormat {
  const known = formats.get(language);
  if (known) return known;
  const made = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  formats.set(language, made);
  return made;
}

/** "3 天前": a date (ISO 8601 text or ms since the epoch) as the agent would say it; the text itself when it is no date. */
export function toAgo(when: string | number, language: string, nowMs = Date.now()): string {
  const atMs = typeof when === 'number' ? when : Date.parse(when);
  if (Number.isNaN(atMs)) return String(when);
  const format = formatOf(language);
  const gap = atMs - nowMs;
  for (const [unit, size] of STEPS) {
    if (Math.abs(gap) >= size) return format.format(Math.round(gap / size), unit);
  }
  return format.format(0, 'minute');
}
