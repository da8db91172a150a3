import type { Clock } from '@/lib/core/clock';
import { toCsv } from '@/lib/knowledge/export/write-csv';
import { type CounterStore, toDay } from '@/lib/knowledge/store/counter-store';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import type { NoHitStore } from '@/lib/knowledge/store/no-hit-store';
import type { UsageView } from '@/lib/platform/methods/usage-methods';
import { type ReportEntry, toUsageReport } from '@/lib/team/outcomes/usage-report';

const DAY_MS = 86_400_000;
/** Rows of a list that a page shows. */
const MAX_ROWS = 50;
const KINDS = new Set(['answer', 'card', 'playbook']);

export interface Usage {
  report(days: number): Promise<UsageView>;
  csv(days: number): Promise<string>;
}

/** Reads counters and live entries into the page on use and its export. */
export function createUsage(deps: {
  counters: CounterStore;
  noHits: NoHitStore;
  store: Pick<KnowledgeStore, 'liveEntries'>;
  clock: Clock;
}): Usage {
  const { counters, noHits, store, clock } = deps;
  const range = (days: number) => ({ from: toDay(clock.now() - (days - 1) * DAY_MS), to: toDay(clock.now()) });

  async function liveEntries(): Promise<ReportEntry[]> {
    const entries: ReportEntry[] = [];
    await store.liveEntries((batch) => {
      for (const { entry } of batch)
        if (KINDS.has(entry.kind))
          entries.push({
            id: entry.id,
            title: entry.title,
            kind: entry.kind,
            scene: entry.scene,
            verifyBy: entry.verify_by,
          });
    });
    return entries;
  }

  return {
    async report(days) {
      const { from, to } = range(days);
      const totals = await counters.totals(from, to);
      const report = toUsageReport(totals, await liveEntries(), clock.now());
      const sums: Record<string, number> = {};
      for (const { counts } of totals)
        for (const [event, count] of Object.entries(counts)) sums[event] = (sums[event] ?? 0) + count;
      return {
        from,
        to,
        totals: sums,
        mostUsed: report.mostUsed,
        neverTaken: report.neverTaken,
        neverShown: report.neverShown.slice(0, MAX_ROWS),
        mostEdited: report.mostEdited,
        due: report.dueForVerification.slice(0, MAX_ROWS),
        coverage: report.coverage,
        noHit: (await noHits.list()).slice(0, MAX_ROWS),
      };
    },
    async csv(days) {
      const { from, to } = range(days);
      const titles = new Map((await liveEntries()).map(({ id, title }) => [id, title]));
      const rows = await counters.rows(from, to);
      return toCsv([
        ['day', 'entry', 'title', 'scene', 'event', 'count'],
        ...rows.map((row) => [
          row.day,
          row.entryId,
          titles.get(row.entryId) ?? '',
          row.scene,
          row.event,
          String(row.count),
        ]),
      ]);
    },
  };
}
