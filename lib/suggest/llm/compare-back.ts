import { wantsChinese } from '../reply-language';
import type { Finding } from '../view-model';
import { listLost } from './check-rewrite';
import { listCommitments } from './commitments';
import { SENTENCE } from './judge-sentence';
import { listFlips } from './negations';
import { getSupport, isCourtesy, listClauses } from './support';

/** From this likeness on a sentence of the source came back. */
const CAME_BACK = 0.34;

const strayed = (span: string): Finding => ({
  type: 'unbacked',
  severity: 'amber',
  start: 0,
  end: 0,
  span,
  rule: 'unbacked.strayed',
});

const kindsOf = (text: string): Map<string, boolean> =>
  new Map(
    listClauses(text).flatMap((clause) =>
      listCommitments(clause.text).map(({ kind, denied }) => [kind, denied] as const),
    ),
  );

/**
 * Holds a back-translation, written without sight of the source, against the source: sentences that did not come back, denials and
 * promises that turned round, figures that went. Nothing found = the translation says what the source says, as far as words can tell.
 */
export function compareBack(source: string, back: string, language: string): Finding[] {
  const away = [...source.matchAll(SENTENCE)]
    .map(([sentence]) => sentence.trim())
    .filter((sentence) => !listClauses(sentence).every(({ text }) => isCourtesy(text)))
    .filter((sentence) => getSupport(sentence, back) < CAME_BACK);
  const own = kindsOf(source);
  const turned = [...kindsOf(back)].filter(([kind, denied]) => (own.has(kind) ? own.get(kind) !== denied : !denied));
  const flips = wantsChinese(language) ? listFlips(source, back).map(({ start, end }) => back.slice(start, end)) : [];
  return [
    ...[...new Set([...away, ...flips])].map(strayed),
    ...(turned.length > 0 && away.length + flips.length === 0 ? [strayed(back.slice(0, 40))] : []),
    ...listLost(source, back, true).filter(({ span }) => !away.some((sentence) => sentence.includes(span))),
  ];
}
