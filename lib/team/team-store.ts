import type { Result } from '@/lib/core/result';
import type { RawRow } from '@/lib/knowledge/parse-entry';

/**
 * The seam to a team's hub with accounts, roles and receipts (next round; any CouchDB 3.x). In this round the channel is
 * the feed, which needs none of it: nothing implements this yet and nothing may assume that it is there.
 */
export interface TeamStore {
  /** Documents changed after `since` (null = from the start), oldest first, with the mark to go on from. */
  pull(since: string | null): Promise<Result<{ documents: RawRow[]; removed: string[]; mark: string }, TeamReason>>;
  /** Writes documents; those that somebody else changed meanwhile are given back as conflicts, the others are written. */
  push(documents: readonly RawRow[]): Promise<Result<{ conflicts: string[] }, TeamReason>>;
  /** Calls back on changes until stopped. */
  live(onChange: () => void): () => void;
  whoami(): Promise<Result<Member, TeamReason>>;
  members(): Promise<Result<Member[], TeamReason>>;
  /** Who has read a notice. */
  receipts(noticeId: string): Promise<Result<{ member: string; atMs: number }[], TeamReason>>;
  /** Adds this machine's daily counters to the team's. */
  pushCounters(
    rows: readonly { day: string; entryId: string; scene: string; event: string; count: number }[],
  ): Promise<Result<null, TeamReason>>;
  /** Forgets session and local copies. */
  wipe(): Promise<void>;
}

export interface Member {
  name: string;
  role: 'lead' | 'agent' | 'trainee';
  groups: string[];
}

export type TeamReason = 'unreachable' | 'signed-out' | 'forbidden' | 'locked' | `http-${number}`;
