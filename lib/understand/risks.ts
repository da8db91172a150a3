import { type ConceptHit, findConcepts } from './concepts';
import { toEvidence } from './evidence';
import type { Normalised } from './normalise';
import { RISK_TYPES, type Risk, type RiskType } from './understanding';

/** Worry about what might be, and questions: no event. */
const SUPPOSED =
  /会不会|会.{0,8}(?:吗|不$|么)|怕|担心|万一|如果|要是|假如|以防|能不能|能.{0,8}(?:吗|不$)|可以.{0,8}(?:吗|不$)|有没有|是不是|吗$|么$|好不好|请问|容易.{0,6}(?:吗|不)/;
/** Something has happened, is happening, or will be done. */
const HAPPENED =
  /了|已经|刚|被|昨|今天|今早|现在|突然|半夜|当场|结果|竟然|居然|差点|幸好|还好|的时候|之后|以后|完|过[,。!]|出来/;
/** These count only when they happened or are alleged; the others are acts of will that also stand in a question (怎么投诉你们). */
const NEEDS_EVENT: ReadonlySet<RiskType> = new Set(['safety', 'fraud', 'media', 'churn', 'legal', 'bad_review']);
/** A question that asserts (这不是骗人吗), and the buyer's own will (你们不怕我曝光吗). */
const WILL = /不是.{0,12}(?:吗|么)|难道|当我|我(?:要|就|会|去|只能|现在|马上|已|们)|你们?(?:等着|信不信|不怕)|[!]/;

/** Hits of one type that are looked at: more say nothing new. */
const MOST_HITS = 50;
/** How far a clause is looked for on either side of a hit. */
const REACH = 60;

/** The clause around a hit. */
function clauseAround(text: string, hit: ConceptHit): string {
  const before = text.slice(Math.max(0, hit.start - REACH), hit.start);
  const after = text.slice(hit.end, hit.end + REACH);
  const start = before.search(/[^,。!?;\n ]*$/);
  const end = after.search(/[,。!?;\n ]|$/);
  return `${before.slice(start)}${text.slice(hit.start, hit.end)}${after.slice(0, end + 1)}`
    .replace(/[ ,。;]$/, '')
    .replace(/[?]$/, '吗');
}

/** True when a hit only speaks of what might be. */
const isSupposed = (text: string, hit: ConceptHit): boolean => {
  const clause = clauseAround(text, hit);
  return SUPPOSED.test(clause) && !HAPPENED.test(clause) && !WILL.test(clause);
};

/**
 * Risks in a text with the words that say so. A concept `risk.<type>` counts unless a `calm.<type>` concept covers it
 * (我就是律师) or the clause only supposes it (会过敏吗).
 */
export function findRisks(normalised: Normalised): Risk[] {
  const { text } = normalised;
  const hits = findConcepts(normalised);
  return RISK_TYPES.flatMap((type) => {
    const calm = hits.filter(({ concept }) => concept === `calm.${type}`).slice(0, MOST_HITS);
    const spans = hits
      .filter(({ concept }) => concept === `risk.${type}`)
      .slice(0, MOST_HITS)
      .filter(
        (hit) =>
          !calm.some((other) => other.start < hit.end && hit.start < other.end) &&
          !(NEEDS_EVENT.has(type) && isSupposed(text, hit)),
      );
    return spans.length > 0 ? [{ type, evidence: toEvidence(normalised, spans) }] : [];
  });
}
