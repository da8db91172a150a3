import type { Entry } from '@/lib/knowledge/schema';

/** An entry with where it comes from; the shape that the assistant takes. */
export interface SourcedEntry {
  entry: Entry;
  /** `own`, `starter`, or the id of a feed. */
  source: string;
  /** Higher wins on the same question: own 30, shop feed 21, company feed 20, starter 0. */
  precedence: number;
}

/** What changed in the live knowledge; apply `removes` first. */
export interface KnowledgeChange {
  upserts: SourcedEntry[];
  removes: { source: string; ids: string[] }[];
}
