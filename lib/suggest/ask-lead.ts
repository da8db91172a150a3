import { type Conversation, messageText } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import { hashText } from '@/lib/core/ids';
import { redact } from '@/lib/core/redact';
import type { Answer } from '@/lib/knowledge/schema';
import { listEarlier } from './effective-turn';
import { isLeadNeeded } from './lead-needed';
import type { Advice, EmotionClass, RiskType } from './view-model';

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
  mood?: { level: number; class: EmotionClass };
  /** Titles of what the knowledge offered and did not help; empty: it had nothing. */
  tried: string[];
  risks: RiskType[];
  /** The card should lie ready without being asked for. */
  urgent: boolean;
}

const MAX_BEFORE = 3;
const MAX_QUESTION = 400;
const MAX_LINE = 120;
const MAX_TITLE = 30;
const MAX_TRIED = 3;

/** The open question of the newest turn, redacted; null when the buyer has said nothing. The buyer's own name is hidden everywhere. */
export function getLeadQuestion(conversation: Conversation, advice: Advice): LeadQuestion | null {
  const turn = getBuyerTurn(conversation);
  if (!turn || turn.text.trim() === '') return null;
  const names = conversation.buyer.name ? [conversation.buyer.name] : [];
  // A flood of text is cut before it is read: what stands behind the cut is not shown anyway.
  const hide = (text: string, max: number): string => redact(text.slice(0, max * 4), { names }).text.slice(0, max);
  const before = listEarlier(conversation, turn)
    .flatMap(({ role, ...message }) =>
      role === 'buyer' || role === 'agent' ? [{ role, text: messageText({ role, ...message }) }] : [],
    )
    .filter(({ text }) => text.trim() !== '')
    .slice(0, MAX_BEFORE)
    .reverse()
    .map(({ role, text }) => ({ role, text: hide(text, MAX_LINE) }));
  const { product, scene, mood, risks, suggestions } = advice;
  const details = [product?.title, ...Object.values(product?.attributes ?? {})].filter(Boolean).join(' ');
  const question = hide(turn.text, MAX_QUESTION);
  return {
    id: toQuestionId(question),
    question,
    before,
    shop: conversation.shop.name,
    product: details === '' ? undefined : hide(details, MAX_LINE),
    scene: scene?.id,
    ...(mood ? { mood: { level: mood.level, class: mood.class } } : {}),
    tried: suggestions.map(({ title }) => title.slice(0, MAX_TITLE)).slice(0, MAX_TRIED),
    risks: risks.map(({ type }) => type),
    urgent: isLeadNeeded(advice),
  };
}

/** What a draft entry needs of an open question. */
export type AskedQuestion = Pick<LeadQuestion, 'question' | 'scene'>;

/** Placeholders of the redactor, with the blanks around them. */
const PLACEHOLDER = /\s*〔[^〔〕\s]{1,8}?\d{1,4}〕\s*/g;

/**
 * The lead's pasted answer as a draft entry, to be reviewed before it counts: the buyer's own words as its askings, so that the next
 * buyer who asks like that finds it. Slots and wording stay as pasted; personal data is hidden, since an entry outlives the buyer.
 */
export function toDraftEntry({ question, scene }: AskedQuestion, pasted: string, nowMs: number): Answer {
  const lines = question
    .split('\n')
    .map((line) => line.replace(PLACEHOLDER, ' ').trim())
    .filter(Boolean);
  const firstLine = lines[0] ?? question.trim();
  return {
    kind: 'answer',
    id: toQuestionId(question),
    title: firstLine.slice(0, MAX_TITLE),
    questions: [firstLine],
    askings: lines.length > 1 ? [...lines, lines.join(' ')] : lines,
    answer: redact(pasted.trim()).text,
    ...(scene ? { scene } : {}),
    scope: 'team',
    status: 'draft',
    updated_at: new Date(nowMs).toISOString(),
  };
}

const toQuestionId = (question: string): string => `ask-${hashText(question)}`;
