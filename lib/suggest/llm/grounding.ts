import type { ConversationRef, Role } from '@/lib/chat/conversation';
import type { EmotionClass, SourceInfo } from '../view-model';

/** An entry that a draft may stand on: only knowledge that may reach a buyer, slots filled. */
export interface GroundingSource {
  id: string;
  kind: 'answer' | 'card' | 'playbook' | 'product' | 'notice';
  title: string;
  questions: string[];
  text: string;
  info: SourceInfo;
  /** Confidence of our own retrieval, 0..1; entries under the floor stand here too. */
  score: number;
}

/** A named value read from the page or the shop's profile. */
export interface GroundingFact {
  name: string;
  value: string;
}

/** Everything that a draft for one buyer turn may be written from, as the brain gathers it. Not redacted yet. */
export interface Grounding {
  ref: ConversationRef;
  turnId: string;
  turnText: string;
  /** BCP 47, `und` when unclear. */
  language: string;
  platform: string;
  mood: { level: number; class: EmotionClass };
  /** Oldest first, the buyer's newest turn last. */
  history: { role: Role; text: string }[];
  /** In force; those that govern this turn first. */
  notices: GroundingSource[];
  /** Best first. */
  entries: GroundingSource[];
  product: GroundingFact[];
  orders: GroundingFact[][];
  shop: GroundingFact[];
  /** Names of people on the page, for the redactor. */
  names: string[];
}
