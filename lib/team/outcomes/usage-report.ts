import { parseInstant } from '@/lib/knowledge/entry';
import type { CounterTotal, Outcome } from '@/lib/knowledge/store/counter-store';
import { SCENES } from '@/lib/understand/scenes';

/** What the report needs to know of a live entry. */
export interface ReportEntry {
  id: string;
  title: string;
  kind: string;
  scene?: string;
  verifyBy?: string;
}

export interface UsageRow {
  id: string;
  title: string;
  counts: Partial<Record<Outcome, number>>;
}

export interface UsageReport {
  /** Sent most often. */
  mostUsed: UsageRow[];
  /** Shown at least `ENOUGH_SHOWN` times and never taken. */
  neverTaken: UsageRow[];
  /** Never even shown in these days. */
  neverShown: { id: string; title: string }[];
  /** Taken, but mostly rewritten. */
  mostEdited: (UsageRow & { share: number })[];
  /** Past or within 14 days of verify-by, the most overdue first. */
  dueForVerification: { id: string; title: string; verifyBy: string; overdue: boolean }[];
  /** Live answers, cards and playbooks per scene; scenes without any stand with 0. */
  coverage: Record<string, number>;
}

const ENOUGH_SHOWN = 5;
const ENOUGH_SENT = 3;
const ROWS = 20;
const SOON_MS = 14 * 86_400_000;

/** Reads counters and entries into the desk's page on use. Pure. */
export function toUsageReport(
  totals: readonly CounterTotal[],
  entries: readonly ReportEntry[],
  nowMs: number,
): UsageReport {
  const byEntry = new Map<string, Partial<Record<Outcome, number>>>();
  for (const { entryId, counts } of totals) {
    const sum = byEntry.get(entryId) ?? {};
    for (const [outcome, count] of Object.entries(counts))
      sum[outcome as Outcome] = (sum[outcome as Outcome] ?? 0) + count;
    byEntry.set(entryId, sum);
  }
  const rows = entries.map(({ id, title }): UsageRow => ({ id, title, counts: byEntry.get(id) ?? {} }));
  const of = (row: UsageRow, outcome: Outcome): number => row.counts[outcome] ?? 0;
  const top = <T>(list: T[], value: (item: T) => number): T[] =>
    list.sort((a, b) => value(b) - value(a)).slice(0, ROWS);
  const shareOf = (row: UsageRow): number => of(row, 'edited-much') / Math.max(1, of(row, 'sent'));
  const coverage: Record<string, number> = Object.fromEntries(
    SCENES.filter((scene) => scene !== 'other').map((scene) => [scene, 0]),
  );
  for (const { kind, scene } of entries) {
    const counts = kind === 'answer' || kind === 'card' || kind === 'playbook';
    if (counts && scene !== undefined && scene in coverage) coverage[scene] = (coverage[scene] ?? 0) + 1;
  }
  const due = entries.flatMap(({ id, title, verifyBy }) => {
    const end = parseInstant(verifyBy, 'to');
    return end !== null && verifyBy && end - nowMs <= SOON_MS
      ? [{ id, title, verifyBy, overdue: end <= nowMs, end }]
      : [];
  });
  return {
    mostUsed: top(
      rows.filter((row) => of(row, 'sent') > 0),
      (row) => of(row, 'sent'),
    ),
    neverTaken: top(
      rows.filter(
        (row) => of(row, 'shown') >= ENOUGH_SHOWN && of(row, 'sent') + of(row, 'inserted') + of(row, 'copied') === 0,
      ),
      (row) => of(row, 'shown'),
    ),
    neverShown: entries
      .filter(({ id, kind }) => kind === 'answer' && !byEntry.has(id))
      .map(({ id, title }) => ({ id, title })),
    mostEdited: top(
      rows
        .filter((row) => of(row, 'sent') >= ENOUGH_SENT && of(row, 'edited-much') > 0)
        .map((row) => ({ ...row, share: shareOf(row) })),
      (row) => row.share,
    ),
    dueForVerification: due.sort((a, b) => a.end - b.end).map(({ end: _end, ...row }) => row),
    coverage,
  };
}
