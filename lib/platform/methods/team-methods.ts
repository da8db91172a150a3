import type { NoticeDraft } from '@/lib/knowledge/notice-draft';
import type { Settings } from '../messages';

/** Team: joining, and notices for agents and leads. Publishing stands in `publish-methods.ts`. */
export interface TeamMethods {
  /** What a pasted code says; refused with `code-<reason>`. Nothing is joined yet. */
  'team.read': { params: { code: string }; result: JoinTicketView };
  'team.list': { params: Record<string, never>; result: MembershipView[] };
  /** Joins and begins to pull; progress stands in `sync.status` under that source. */
  'team.join': {
    params: { code: string; group: string | null; role: Settings['role'] };
    result: { sourceId: string };
  };
  'team.group': { params: { sourceId: string; group: string | null }; result: null };
  /** Leaves and wipes everything that came from that team. */
  'team.leave': { params: { sourceId: string }; result: null };
  /** In force for the shop of that tab (null: everywhere), unconfirmed must-read ones first. */
  'notice.current': { params: { tabId: number | null }; result: NoticeView[] };
  'notice.ack': { params: { key: string }; result: null };
  /** The lead's own notices, newest first. */
  'notice.list': { params: Record<string, never>; result: LeadNotice[] };
  'notice.save': { params: { notice: NoticeDraft }; result: { id: string } };
  /** Takes the wording back; agents know once it is published. */
  'notice.recall': { params: { id: string }; result: null };
  /** Removes a notice that was never published, or one that is over. */
  'notice.remove': { params: { id: string }; result: null };
}

export interface JoinTicketView {
  url: string;
  team: string;
  groups: string[];
  level: 'company' | 'shop';
  /** Every version must carry the lead's signature. */
  signed: boolean;
  /** Joined already: joining again renews it. */
  joined: boolean;
}

export interface MembershipView {
  sourceId: string;
  team: string;
  groups: string[];
  group: string | null;
}

/** A notice as agents see it. */
export interface NoticeView {
  /** Names this wording of it; what `notice.ack` takes. */
  key: string;
  id: string;
  title: string;
  wording: string;
  reason?: string;
  mustRead: boolean;
  acked: boolean;
  /** Stands in the banner: not confirmed, and must-read or not older than a shift. */
  waiting: boolean;
  from?: string;
  to?: string;
  deliveredAtMs: number;
}

export interface LeadNotice extends NoticeDraft {
  id: string;
  state: 'planned' | 'live' | 'over' | 'recalled';
  /** The newest publication holds it exactly so. */
  published: boolean;
  updatedAt?: string;
}
