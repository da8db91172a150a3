import type { Conversation } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import { findConcepts } from '@/lib/understand/concepts';
import { getAskedBefore, getBuyerStage, getTurnContext } from '@/lib/understand/context';
import { detectLanguage } from '@/lib/understand/language';
import { normalise } from '@/lib/understand/normalise';
import { isAsking } from '@/lib/understand/questions';
import type { Understanding } from '@/lib/understand/understanding';
import { findValues } from '@/lib/understand/values';

/** Understanding without scene, mood and risk. */
export function simpleUnderstand(conversation: Conversation, turn: BuyerTurn): Understanding {
  const normalised = normalise(turn.text);
  return {
    language: detectLanguage(turn.text),
    scene: { id: 'other', confidence: 0, ranking: [] },
    mood: { level: 0, class: '平静', evidence: [], escalate: false },
    risks: [],
    questions: [],
    concepts: findConcepts(normalised),
    values: findValues(normalised),
    normalised,
    isQuestion: isAsking(normalised.text),
    isChat: false,
    stage: getBuyerStage(conversation, turn),
    context: getTurnContext(conversation, turn),
    asked: getAskedBefore(conversation, turn),
  };
}
