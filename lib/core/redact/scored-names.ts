import { isHan } from './full-name';
import { LEAD_LENGTH, TAIL_LENGTH, weighLead, weighTail } from './name-cues';
import { givenCost, isGivenLike, nameGain, readWords, surnameCost } from './name-model';
import { findGiven, findNicknames } from './nicknames';
import { isJoined, isPublicName, surnameLength } from './people';
import { after, before, type Page, type PersonalSpan } from './personal-data';

/** Score from which a candidate is a name. Chosen on our own first session (training/redact/session-1*.txt). */
const ENOUGH = 6;
/** What a phone number, address or ID at its side says for a candidate. */
const BESIDE = 14;
/** Words that read this much better as words are no name, whatever stands beside them. */
const WORDS = -12;
/** What another name before it in a list says. */
const LISTED = 16;
/** Needed by a candidate that nothing around speaks for: 杨桃 alone in a message is a fruit as likely as a person. */
const ALONE = 18;

/** No label and no neighbour outweighs words that read this much better. */
const HOPELESS = -38;

interface Candidate {
  start: number;
  end: number;
  /** Gain over ordinary words and cues together. */
  score: number;
}

const SEPARATOR = /^[\s,，、:：;；/|()（）和跟与&]{0,4}$/;

/** True when one of the anchors stands right beside a candidate. */
function isBeside(text: string, start: number, end: number, anchors: readonly PersonalSpan[]): boolean {
  return anchors.some(
    (anchor) =>
      (anchor.start >= end && anchor.start - end <= 4 && SEPARATOR.test(text.slice(end, anchor.start))) ||
      (anchor.end <= start && start - anchor.end <= 4 && SEPARATOR.test(text.slice(anchor.end, start))),
  );
}

/** Full names by likelihood: how common the parts are in names, against how well the text reads as ordinary words, and what stands around. */
export function findScored(page: Page, anchors: readonly PersonalSpan[]): PersonalSpan[] {
  const { text } = page;
  if (!/[\u4e00-\u9fff]{2}/.test(text)) return [];
  const lattice = readWords(text);
  const near = anchors.filter((anchor) => anchor.type !== 'name' && anchor.type !== 'email');
  const candidates: Candidate[] = [];
  for (let at = 0; at < text.length; at++) {
    const family = surnameLength(text, at);
    if (family === 0) continue;
    if (isJoined(text[at - 1], text[at] ?? '')) continue;
    let lead: number | null = null;
    for (const size of family === 2 ? [1, 2] : [2, 1]) {
      const end = at + family + size;
      if (end > text.length || !isHan(text[end - 1]) || (size === 2 && !isHan(text[end - 2]))) continue;
      const gain = nameGain(
        lattice,
        at,
        end,
        surnameCost(text.slice(at, at + family)) + givenCost(text.slice(at + family, end)),
      );
      // Most places read so well as words that nothing around could make a name of them: spare them the cues.
      if (gain < HOPELESS) continue;
      const tail = weighTail(after(page, end, TAIL_LENGTH));
      // 我叫安全, 户名季节: where a name is said outright, a word may be one.
      if (tail < -10) continue;
      if (lead === null && tail < 4 && gain + 26 + (near.length > 0 ? BESIDE : Math.max(tail, 0)) < ENOUGH - LISTED)
        continue;
      lead ??= weighLead(before(page, at, LEAD_LENGTH));
      if (lead < -20) break;
      // 我姐顾盼: kin of somebody and a name beside it, unless everyday words do as well.
      const isKin = tail === 4 && lead === 15;
      const isOutright = tail >= 4 && lead >= 24 && /[叫喊]$|(?:是|写|填|成|为|[:：\s])$/.test(text.slice(0, at));
      const floor =
        (isOutright || isKin) && !isPublicName(text.slice(at, end))
          ? isOutright
            ? -14
            : -12
          : Number.NEGATIVE_INFINITY;
      const beside = isBeside(text, at, end, near) ? BESIDE : 0;
      if (lead < 24 && !isGivenLike(text.slice(at + family, end))) continue;
      if (beside > 0 && lead < 24 && gain < WORDS) continue;
      const isAlone = beside === 0 && lead <= 4 && tail <= 5;
      const score = Math.max(gain, floor) + lead + Math.max(tail, beside) - (isAlone ? ALONE - ENOUGH : 0);
      if (score >= ENOUGH - LISTED) candidates.push({ start: at, end, score });
    }
  }
  return [...pick(text, candidates), ...findNicknames(page, lattice), ...findGiven(page, lattice)];
}

/** The best candidates that do not overlap; one that follows a name in a list needs less. */
function pick(text: string, candidates: readonly Candidate[]): PersonalSpan[] {
  const chosen: Candidate[] = [];
  const isFree = (one: Candidate) => chosen.every((other) => one.end <= other.start || other.end <= one.start);
  for (const one of [...candidates].sort((a, b) => b.score - a.score || a.start - b.start)) {
    if (!isFree(one)) continue;
    const isListed = chosen.some(
      (other) =>
        (other.end <= one.start &&
          /^(?:[\s,，、/&和跟与]{1,3}|(?:,|，)?不?是|写成|,?应该是)$/.test(text.slice(other.end, one.start))) ||
        (one.end <= other.start &&
          /^(?:[\s,，、/&和跟与]{1,3}|(?:,|，)?不?是|写成|,?应该是)$/.test(text.slice(one.end, other.start))),
    );
    if (one.score >= ENOUGH || isListed) chosen.push(one);
  }
  return chosen.map(({ start, end }) => ({ type: 'name', start, end }));
}
