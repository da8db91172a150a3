type Word = (name: string) => string | null;

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The data part of a request as a person reads it: a heading per field, what was said as "who: words", entries as title and text, facts
 * as "name: value". Every string of the data stands in it, unchanged.
 *
 * @param word the words for a field or a speaker; null: its own name is all there is
 */
export function toSentText(data: Record<string, unknown>, word: Word): string {
  const nameOf = (name: string) => word(name) ?? name;
  const lineOf = (value: unknown): string => {
    if (!isRow(value)) return typeof value === 'string' ? value : JSON.stringify(value);
    const { id, from, title, kind, text, ...facts } = value;
    const head = [id, title, kind].filter((part) => typeof part === 'string').join(' ');
    const said = typeof text === 'string' ? (typeof from === 'string' ? `${nameOf(from)}：${text}` : text) : '';
    const pairs = Object.entries(facts).map(([name, fact]) => `${nameOf(name)}：${inline(fact)}`);
    return [head, said, ...pairs].filter(Boolean).join('\n');
  };
  const inline = (value: unknown): string =>
    Array.isArray(value)
      ? value.map(inline).join(' / ')
      : isRow(value)
        ? lineOf(value).replaceAll('\n', '，')
        : String(value);
  return Object.entries(data)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => {
      const rows = Array.isArray(value) ? value.map(lineOf) : [lineOf(value)];
      const isLong = rows.some((row) => row.includes('\n'));
      return `【${nameOf(name)}】\n${rows.join(isLong ? '\n\n' : '\n')}`;
    })
    .join('\n\n');
}
