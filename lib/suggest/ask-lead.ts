import { type Conversation, messageText } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import { hashText } from '@/lib/core/ids';
import { redact } from '@/lib/core/redact';
import type { Answer } from '@/lib/knowledge/schema';
import { listEarlier } from './effective-turn';
import type { Advice, RiskType } from './view-model';

/** A question to the lead, without personal data: what an agent pastes into the team's chat. */
export interface LeadQuestion {
  /** Stable id of the open question. */
  id: string;
  question: string;
  /** The talk just before it, oldest first. */
  before: { role: 'buyer' | 'agent'; text: string }[];
  shop?: string;
  product?: string;
  scene?: string;
  moodLevel: number;
  risks: RiskType[];
  /** The card should lie ready without being asked for. */
  urgent: boolean;
}

const MAX_BEFORE = 3;
const MAX_QUESTION = 400;
const MAX_LINE = 120;
const MAX_TITLE = 30;
const URGENT_MOOD = 7;
/** Risks that a lead should see whatever the mood (LABELS: escalate). */
const SEVERE: ReadonlySet<RiskType> = new Set(['complaint', 'legal', 'media', 'safety', 'self_harm', 'fraud']);

/** True when a lead is likely to be needed: mood ≥ 7 or a severe risk (product.md, F25). */
export const isLeadNeeded = ({ mood, risks }: Pick<Advice, 'mood' | 'risks'>): boolean =>
  (mood?.level ?? 0) >= URGENT_MOOD || mood?.escalate === true || risks.some(({ type }) => SEVERE.has(type));

/** The open question of the newest turn, redacted; null when the buyer has said nothing. The buyer's own name is hidden everywhere. */
export function getLeadQuestion(conversation: Conversation, advice: Advice): LeadQuestion | null {
  const turn = getBuyerTurn(conversation);
  if (!turn || turn.text.trim() === '') return null;
  const names = conversation.buyer.name ? [conversation.buyer.name] : [];
  const hide = (text: string, max: number): string => redact(text, { names }).text.slice(0, max);
  const before = listEarlier(conversation, turn)
    .flatMap(({ role, ...message }) =>
      role === 'buyer' || role === 'agent' ? [{ role, text: hide(messageText({ role, ...message }), MAX_LINE) }] : [],
    )
    .filter(({ text }) => text.trim() !== '')
    .slice(0, MAX_BEFORE)
    .reverse();
  const { product, scene, mood, risks } = advice;
  const details = [product?.title, ...Object.values(product?.attributes ?? {})].filter(Boolean).join(' ');
  const question = hide(turn.text, MAX_QUESTION);
  return {
    id: `ask-${hashText(question)}`,
    question,
    before,
    shop: conversation.shop.name,
    product: details === '' ? undefined : hide(details, MAX_LINE),
    scene: scene?.id,
    moodLevel: mood?.level ?? 0,
    risks: risks.map(({ type }) => type),
    urgent: isLeadNeeded(advice),
  };
}

/**
 * The lead's pasted answer as a draft entry, to be reviewed before it counts. Slots and wording stay as pasted; personal data in it
 * is hidden, since an entry outlives the buyer.
 */
export function toDraftEntry(question: LeadQuestion, pasted: string, nowMs: number): Answer {
  const firstLine = question.question.split('\n')[0] ?? '';
  return {
    kind: 'answer',
    id: question.id,
    title: firstLine.slice(0, MAX_TITLE),
    questions: [firstLine],
    answer: redact(pasted.trim()).text,
    scene: question.scene,
    scope: 'team',
    status: 'draft',
    updated_at: new Date(nowMs).toISOString(),
  };
}
