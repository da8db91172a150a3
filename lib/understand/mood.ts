import packed from '@/assets/lexicons/mood-model.json';
import { type ConceptHit, findConcepts } from './concepts';
import { toEvidence } from './evidence';
import { getMoodFeatures } from './mood-features';
import { createMoodModel } from './mood-model';
import type { Normalised } from './normalise';
import type { EmotionClass, Mood, Risk, RiskType } from './understanding';

/** Any of these goes to a lead, however calmly it is said (eval/LABELS.md). */
const SEVERE: ReadonlySet<RiskType> = new Set(['complaint', 'legal', 'media', 'safety', 'self_harm', 'fraud']);
/** Level that a risk alone implies: insults are loud; who speaks of ending it is never calm. */
const FLOOR: Readonly<Partial<Record<RiskType, number>>> = { abuse: 7, self_harm: 5 };
/** From here on a lead should see it, whatever it is about. */
const ESCALATE_AT = 7;
/** A missed fury costs more than a needless look: from this chance on the lead sees it (recall ≥ .90 at precision ≥ .80 in cross-validation). */
const LIKELY_HIGH = 0.3;

const CLASS_OF: Readonly<Record<string, EmotionClass>> = {
  'tone.anger': '愤怒',
  'tone.insult': '愤怒',
  'tone.rhetorical': '愤怒',
  'tone.final': '愤怒',
  'tone.sarcasm': '失望',
  'tone.exaggerate': '失望',
  'tone.letdown': '失望',
  'tone.worry': '焦虑',
  'tone.waver': '纠结',
};
/** These tones raise nobody's level: they are no evidence of trouble. */
const LIGHT = new Set(['tone.polite', 'tone.happy', 'tone.joke']);

let model: ReturnType<typeof createMoodModel> | null = null;

/** The class that most of the tones speak for, given the level: a calm turn may still waver or worry. */
function chooseClass(level: number, tones: readonly ConceptHit[]): EmotionClass {
  const votes = new Map<EmotionClass, number>();
  for (const { concept } of tones) {
    const emotion = CLASS_OF[concept];
    if (emotion) votes.set(emotion, (votes.get(emotion) ?? 0) + 1);
  }
  if (level >= 7) votes.set('愤怒', (votes.get('愤怒') ?? 0) + 2);
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  if (level <= 2) return best && (best[0] === '纠结' || best[0] === '焦虑') ? best[0] : '平静';
  if (best) return best[0];
  return level >= 4 ? '失望' : '焦虑';
}

/** Level, class and evidence of a turn's mood; `risks` raise it and decide on escalation. */
export function judgeMood(normalised: Normalised, risks: readonly Risk[]): Mood {
  model ??= createMoodModel(packed);
  const floor = Math.max(0, ...risks.map(({ type }) => FLOOR[type] ?? 0));
  const estimate = model(getMoodFeatures(normalised, risks));
  const level = Math.max(floor, estimate.level);
  const tones = findConcepts(normalised).filter(({ concept }) => concept in CLASS_OF || LIGHT.has(concept));
  const telling = tones.filter(({ concept }) =>
    level <= 2 ? concept === 'tone.waver' || concept === 'tone.worry' : !LIGHT.has(concept),
  );
  return {
    level,
    class: chooseClass(level, telling),
    evidence: toEvidence(normalised, telling),
    escalate: level >= ESCALATE_AT || estimate.high >= LIKELY_HIGH || risks.some(({ type }) => SEVERE.has(type)),
  };
}
