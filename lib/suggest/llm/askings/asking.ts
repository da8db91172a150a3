import type { AskingKind } from './asking-kinds';
import type { AskingReason } from './screen-asking';

/** A proposed asking with what the checks found. */
export interface ProposedAsking {
  kind: AskingKind;
  text: string;
  /** `clean` may be taken in bulk, `flagged` only by hand, `dropped` is shown so that the lead sees why. */
  state: 'clean' | 'flagged' | 'dropped';
  reason: AskingReason | null;
  /** The entry that it finds first instead. */
  rival: { id: string; title: string } | null;
  /** Whether a buyer who writes this sees the entry now, and would with the other askings stored (not this one: an estimate). */
  before: boolean;
  after: boolean;
}

/** What was proposed for one entry and waits to be looked at. */
export interface AskingProposal {
  id: string;
  title: string;
  /** Run of the job that wrote it. */
  run: string;
  atMs: number;
  askings: ProposedAsking[];
  /** Why there is nothing, or less than there could be. */
  failure: string | null;
}
