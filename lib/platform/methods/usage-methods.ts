/** What happened to suggestions on this machine: counts only, never chat text. */
export interface UsageMethods {
  'usage.report': { params: { days: number }; result: UsageView };
  /** Daily counters as rows: day, entry, title, scene, event, count. */
  'usage.csv': { params: { days: number }; result: { text: string } };
}

export interface UsageEntryView {
  id: string;
  title: string;
  counts: Partial<Record<string, number>>;
  /** Share of sent replies that were mostly rewritten, 0..1. */
  share?: number;
}

export interface UsageView {
  from: string;
  to: string;
  totals: Partial<Record<string, number>>;
  mostUsed: UsageEntryView[];
  neverTaken: UsageEntryView[];
  neverShown: { id: string; title: string }[];
  mostEdited: UsageEntryView[];
  due: { id: string; title: string; verifyBy: string; overdue: boolean }[];
  /** Live answers, cards and playbooks per scene. */
  coverage: Record<string, number>;
  /** Buyer questions without a suggestion, redacted, the most frequent first. */
  noHit: { question: string; scene?: string; count: number; lastAtMs: number }[];
}
