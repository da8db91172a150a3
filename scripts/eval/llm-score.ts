/** A query with its right entries. */
export interface GoldRow {
  id: string;
  gold?: string[];
  style?: string;
}
export interface Ranked {
  id: string;
  ids: readonly string[];
  silent: boolean;
}

const ratio = (hits: number, total: number): number | null => (total === 0 ? null : Number((hits / total).toFixed(3)));

export const percentile = (values: readonly number[], p: number): number | null =>
  values.length === 0
    ? null
    : ([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? null);

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3));

/** As the evaluation's scorer counts: hit@1, hit@3 (every right entry for a multi-intent row), silence where nothing fits, lost. */
export function scoreRanked(gold: readonly GoldRow[], rows: readonly Ranked[]) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const judged = gold.flatMap((row) => {
    const got = byId.get(row.id);
    return got && row.gold
      ? [{ want: row.gold, style: row.style, ids: got.silent ? [] : got.ids, silent: got.silent }]
      : [];
  });
  const answerable = judged.filter(({ want }) => want.length > 0);
  const none = judged.filter(({ want }) => want.length === 0);
  const three = ({ want, style, ids }: (typeof judged)[number]) =>
    style === 'multi-intent' ? want.every((id) => ids.includes(id)) : ids.some((id) => want.includes(id));
  return {
    answerable: answerable.length,
    hit1: ratio(answerable.filter(({ want, ids }) => want.includes(ids[0] ?? '')).length, answerable.length),
    hit3: ratio(answerable.filter(three).length, answerable.length),
    lost: ratio(answerable.filter(({ silent }) => silent).length, answerable.length),
    none: none.length,
    silence: ratio(none.filter(({ silent }) => silent).length, none.length),
  };
}
