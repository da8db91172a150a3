import { findConcepts } from './concepts';
import { toEvidence } from './evidence';
import { getConcept } from './lexicon';
import type { Normalised } from './normalise';
import type { EmotionClass, Mood, Risk, RiskType } from './understanding';

/** Any of these goes to a lead, however calmly it is said. */
const SEVERE: ReadonlySet<RiskType> = new Set(['complaint', 'legal', 'media', 'safety', 'self_harm', 'fraud']);
const CLASS_OF: Readonly<Record<string, EmotionClass>> = {
  'tone.anger': '愤怒',
  'tone.insult': '愤怒',
  'tone.worry': '焦虑',
  'tone.waver': '纠结',
  'tone.letdown': '失望',
};

/** Level, class and evidence of a turn's mood; `risks` raise it and decide on escalation. */
export function judgeMood(normalised: Normalised, risks: readonly Risk[]): Mood {
  const hits = findConcepts(normalised).filter(({ concept }) => getConcept(concept)?.class === 'tone');
  let level = 0;
  const votes = new Map<EmotionClass, number>();
  for (const { concept } of hits) {
    const emotion = CLASS_OF[concept];
    if (!emotion) continue;
    level += emotion === '愤怒' ? 3 : 1.5;
    votes.set(emotion, (votes.get(emotion) ?? 0) + 1);
  }
  level = Math.min(10, Math.round(level + risks.length * 2));
  const best = [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? (level >= 7 ? '愤怒' : '平静');
  return {
    level,
    class: best,
    evidence: toEvidence(normalised, hits),
    escalate: level >= 7 || risks.some(({ type }) => SEVERE.has(type)),
  };
}
