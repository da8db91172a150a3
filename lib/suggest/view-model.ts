import type { ConversationRef, ReadFrom } from '@/lib/chat/conversation';

/**
 * What the assistant computes and every view renders. Plain data; views hold no business rules.
 * Reasons are codes with parameters: the views word them in the agent's language (`why.<code>` in the locales).
 */

/** One line of "why": a code with its words, e.g. {code: 'asked-like', terms: ['掉色']}. */
export interface Why {
  code:
    | 'asked-like' // resembles a recorded asking or question; `text` is that asking
    | 'terms' // shared terms or concepts; `terms`
    | 'scene' // same scene; `scene`
    | 'product' // fits the product in focus; `terms` = attribute values
    | 'history' // the earlier conversation decided; `terms`
    | 'notice' // unified wording pushed by the lead
    | 'trigger' // a trigger word; `terms`
    | 'own-entry' // the shop's own wording
    | 'values' // typed values recognised (height, weight, amount ...); `terms`
    | 'llm'; // written by the LLM from the cited entries
  terms?: string[];
  text?: string;
  scene?: string;
}

/** A slot in a text, after filling. `start`/`end` are UTF-16 offsets into the filled text. */
export interface FilledSlot {
  name: string;
  start: number;
  end: number;
  empty: boolean;
  /** Where the value came from; absent when empty. */
  origin?: 'order' | 'product' | 'shop' | 'buyer' | 'fallback';
}

/** Where a suggestion comes from, for the "source" line. */
export interface SourceInfo {
  entryId: string;
  kind: string;
  title: string;
  /** starter | own | feed name */
  from: string;
  owner?: string;
  sources: string[];
  updatedAt?: string;
  verifyBy?: string;
  /** Past its verify-by date. */
  stale: boolean;
  internal: boolean;
  /** Images of the entry: shown beside the reply, copied by one press. */
  images?: { name: string; sha256: string; caption?: string }[];
}

export interface Suggestion {
  /** Unique within the turn: entry, variant and the filled text. */
  id: string;
  entryId: string;
  origin: 'local' | 'notice' | 'llm';
  title: string;
  /** Exactly what an insert writes. Empty slots stand as 〔fact name〕. */
  text: string;
  slots: FilledSlot[];
  /** 0..1, calibrated. */
  confidence: number;
  why: Why[];
  source: SourceInfo;
  /** Entries that say different things about the same question, shown as a warning. */
  conflictsWith?: { entryId: string; source: string; title: string }[];
  /** Cited sources (llm), each once, in order of citing. */
  cites?: SourceInfo[];
  /** How a candidate speaks (llm). */
  style?: 'direct' | 'gentle' | 'options';
  /** Which stretch of the text stands on which cited entries (llm); UTF-16 offsets, entry ids. */
  claims?: { start: number; end: number; entryIds: string[] }[];
  options?: PlaybookOption[];
  /** Names of empty shop facts that a desk form fills (link to the shop profile). */
  missingFacts?: string[];
  findings?: Finding[];
}

export interface PlaybookOption {
  label: string;
  text: string;
  pays: string;
  withinHours?: number;
  amountMax?: number;
  /** False when above the agent's limit: greyed with "ask lead". */
  allowed: boolean;
}

export interface CardView {
  /** Unique within the turn. */
  id: string;
  entryId: string;
  title: string;
  body: string;
  /** `id` is the source id of an insert of this piece. */
  send: { id: string; label: string; text: string }[];
  why: Why[];
  source: SourceInfo;
  internal: boolean;
}

/** A trigger fired but the attribute that decides the card is unknown: chips to choose, and a question to the buyer. */
export interface AttributeAsk {
  attribute: string;
  values: string[];
  /** Source id and text of the ready question. */
  question?: { id: string; text: string };
  /** The trigger words that fired. */
  terms: string[];
}

export interface ProductFocus {
  title?: string;
  id?: string;
  attributes: Record<string, string>;
  /** The step of the ladder that decided. */
  origin: 'panel' | 'entry-by-id' | 'entry-by-title' | 'title-words' | 'said' | 'chosen';
  /** Where on the page it stood, when the page decided (`panel`). */
  readFrom?: ReadFrom;
}

export type EmotionClass = '愤怒' | '焦虑' | '纠结' | '失望' | '平静';
export type RiskType =
  | 'complaint'
  | 'legal'
  | 'media'
  | 'bad_review'
  | 'safety'
  | 'self_harm'
  | 'fraud'
  | 'abuse'
  | 'churn';

/** A piece of the buyer's own text that made us say so. Offsets are UTF-16 into the turn text. */
export interface Evidence {
  start: number;
  end: number;
  text: string;
}

export interface Mood {
  /** 0..10 */
  level: number;
  class: EmotionClass;
  evidence: Evidence[];
  /** mood ≥ 7 or a severe risk: show it to the lead. */
  escalate: boolean;
}

export interface Risk {
  type: RiskType;
  evidence: Evidence[];
}

export interface SubtextView {
  entryId: string;
  need: string;
  probe: { id: string; text: string };
}

export type FindingType =
  | 'absolute_claim'
  | 'medical_claim'
  | 'off_platform'
  | 'privacy'
  | 'false_promise'
  | 'blame_or_rude'
  | 'incentive_review'
  | 'empty_slot'
  | 'wrong_buyer'
  | 'wrong_shop'
  | 'retired_wording'
  | 'over_limit'
  | 'empty_reply'
  | 'unanswered'
  | 'repeat'
  | 'unbacked'; // of an LLM's candidate: a claim that no cited source backs

/** A problem in a draft. Offsets are UTF-16 into the draft as given. */
export interface Finding {
  type: FindingType;
  severity: 'amber' | 'red';
  start: number;
  end: number;
  span: string;
  /** Rule id, worded by the views as `finding.<type>` plus this detail. */
  rule: string;
  /** Replacement for the span, when one key can mend it. */
  fix?: string;
}

export type SilenceReason = 'low' | 'no-question' | 'language' | 'unreadable' | 'loading' | 'no-knowledge';

/** The assistant's answer for one conversation. */
export interface Advice {
  ref: ConversationRef;
  /** Id of the buyer turn that it belongs to; null when the buyer has said nothing. */
  turnId: string | null;
  turnText: string;
  /** BCP 47 of the buyer's turn, `und` when unclear. */
  language: string;
  scene: { id: string; confidence: number } | null;
  mood: Mood | null;
  risks: Risk[];
  subtext: SubtextView | null;
  product: ProductFocus | null;
  cards: CardView[];
  ask: AttributeAsk | null;
  suggestions: Suggestion[];
  silence: SilenceReason | null;
  findings: Finding[];
  /** True where the lead's policy holds a press on send once while the draft's verdict is red. */
  holdOnRed?: boolean;
  /** Compute time of the assistant in ms. */
  tookMs: number;
}
