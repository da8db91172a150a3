import type { ConceptHit } from './concepts';
import type { Normalised } from './normalise';
import type { Scene } from './scenes';
import type { ValueHit } from './values';

/** A piece of the buyer's own text that made us say so. Offsets are UTF-16 into the turn text. */
export interface Evidence {
  start: number;
  end: number;
  text: string;
}

export type EmotionClass = '愤怒' | '焦虑' | '纠结' | '失望' | '平静';

export const RISK_TYPES = [
  'complaint',
  'legal',
  'media',
  'bad_review',
  'safety',
  'self_harm',
  'fraud',
  'abuse',
  'churn',
] as const;
export type RiskType = (typeof RISK_TYPES)[number];

export interface Mood {
  /** 0 (content) to 10 (raging or in despair). */
  level: number;
  class: EmotionClass;
  evidence: Evidence[];
  /** Level ≥ 7 or a severe risk: a lead should see it. */
  escalate: boolean;
}

export interface Risk {
  type: RiskType;
  evidence: Evidence[];
}

/** One question (or wish) of the turn; offsets are UTF-16 into the turn text. */
export interface Question {
  text: string;
  start: number;
  end: number;
  scene: Scene;
  /** 0..1 */
  confidence: number;
}

/** Where the buyer stands with the order. */
export type BuyerStage = 'presale' | 'unpaid' | 'paid' | 'shipped' | 'signed';

/** Something the buyer asked before, and whether an agent has spoken since. */
export interface AskedBefore {
  messageId: string;
  text: string;
  answered: boolean;
}

/** What the turn leans on when it cannot stand alone (那运费谁出). */
export interface TurnContext {
  /** True when the turn needs the earlier talk to be understood. */
  isElliptical: boolean;
  /** Earlier buyer and agent text to read with the turn, newest last; empty when the turn stands alone. */
  text: string;
  concepts: ConceptHit[];
  /** True when the turn corrects or takes back what was said (不是这个, 我说的是左脚). */
  isCorrection: boolean;
}

/** All that language alone tells about one buyer turn. */
export interface Understanding {
  /** BCP 47, `und` when unclear. */
  language: string;
  scene: { id: Scene; confidence: number; ranking: { id: Scene; p: number }[] };
  mood: Mood;
  risks: Risk[];
  questions: Question[];
  concepts: ConceptHit[];
  values: ValueHit[];
  normalised: Normalised;
  /** Asks or wants something. */
  isQuestion: boolean;
  /** Greeting, thanks, a sticker: nothing to answer from knowledge. */
  isChat: boolean;
  stage: BuyerStage;
  context: TurnContext;
  asked: AskedBefore[];
}
