import type { Conversation } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import { type ConceptHit, findConcepts } from './concepts';
import { getAskedBefore, getBuyerStage, getTurnContext } from './context';
import { detectLanguage } from './language';
import { getConcept } from './lexicon';
import { judgeMood } from './mood';
import { normalise } from './normalise';
import { isAsking, isQuestionForm, splitClauses, toOriginalClause } from './questions';
import { findRisks } from './risks';
import { rankScenes } from './scene';
import type { Question, Understanding } from './understanding';
import { findValues } from './values';

const CHAT_CONFIDENCE = 0.5;
/** Most of a turn that is read (UTF-16 units): longer ones are pasted text, not talk. */
const MOST_READ = 6000;

/** Speaks of goods, orders or trouble; greetings, thanks and tones do not. */
function isBusiness({ concept }: ConceptHit): boolean {
  const found = getConcept(concept);
  if (!found || found.class === 'tone' || found.class === 'attribute') return false;
  const scenes = Object.keys(found.scenes);
  return scenes.length === 0 || scenes.some((scene) => scene !== 'other');
}

/**
 * Reads one buyer turn in its conversation: language, scene, mood, risks, the questions in it, concepts and values, and what
 * it leans on. Pure; the same input gives the same answer; never throws on any text.
 */
export function understand(conversation: Conversation, turn: BuyerTurn): Understanding {
  const normalised = normalise(turn.text.slice(0, MOST_READ));
  const concepts = findConcepts(normalised);
  const values = findValues(normalised);
  const context = getTurnContext(conversation, turn);
  const ranking = rankScenes(normalised, context.isElliptical ? context.text : '');
  const top = ranking[0] ?? { id: 'other' as const, p: 0 };
  const risks = findRisks(normalised);
  const questions = findQuestions(normalised);
  const isForm = isQuestionForm(normalised.text);
  return {
    language: detectLanguage(turn.text),
    scene: { id: top.id, confidence: top.p, ranking },
    mood: judgeMood(normalised, risks),
    risks,
    questions,
    concepts,
    values,
    normalised,
    isQuestion: isForm || isAsking(normalised.text),
    isChat: top.id === 'other' && top.p >= CHAT_CONFIDENCE && !concepts.some(isBusiness) && !isForm,
    stage: getBuyerStage(conversation, turn),
    context,
    asked: getAskedBefore(conversation, turn),
  };
}

/**
 * The questions of a turn: clauses that ask or want something, neighbours about the same scene joined. A turn without any
 * such clause is one question, whole.
 */
function findQuestions(normalised: ReturnType<typeof normalise>): Question[] {
  const found: Question[] = [];
  for (const clause of splitClauses(normalised)) {
    if (!isAsking(clause.text)) continue;
    const own = normalise(clause.text);
    if (findConcepts(own).length === 0 && clause.text.length < 4) continue;
    const best = rankScenes(own, '')[0];
    if (!best || best.id === 'other') continue;
    const place = toOriginalClause(normalised, clause);
    const last = found.at(-1);
    if (last && last.scene === best.id) {
      last.end = place.end;
      last.text = normalised.original.slice(last.start, last.end);
      last.confidence = Math.max(last.confidence, best.p);
    } else found.push({ ...place, scene: best.id, confidence: best.p });
  }
  return found;
}
