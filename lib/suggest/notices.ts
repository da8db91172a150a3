import { fitsList, getQuestions, isWithin } from '@/lib/knowledge/entry';
import type { Entry } from '@/lib/knowledge/schema';
import type { TriggerMatch } from '@/lib/knowledge/triggers';
import { matchTrigger } from '@/lib/knowledge/triggers';
import type { RetiredWording } from './guard/conversation/context';
import type { Shelf, SourcedOf } from './shelf';
import { getContainment } from './similarity';
import type { Situation } from './situation';

/** A notice that governs this turn, and why. */
export interface AppliedNotice {
  sourced: SourcedOf<'notice'>;
  by: 'trigger' | 'entry' | 'scene';
  terms: string[];
}

/** A scene alone lets a notice speak only when the scene is this sure. */
const SURE_SCENE = 0.5;
/** A reply that holds this much of a replaced wording is that wording. */
const SAME_WORDING = 0.8;
const RANK = { trigger: 0, entry: 1, scene: 2 } as const;

/** For this audience. Notices to named people wait for the hub: nobody is known by name here. */
function isForHere({ entry }: SourcedOf<'notice'>, situation: Pick<Situation, 'place'>): boolean {
  const { groups, shops, people } = entry.audience ?? {};
  if (people?.length && !groups?.length && !shops?.length) return false;
  return fitsList(groups, situation.place.groups) && fitsList(shops, situation.place.shops);
}

/** In force here and now: not recalled, in its window, for this audience. */
const isInForce = (notice: SourcedOf<'notice'>, situation: Pick<Situation, 'place' | 'nowMs'>): boolean =>
  notice.entry.state !== 'recalled' &&
  isWithin(notice.entry.effective_from, notice.entry.effective_to, situation.nowMs) &&
  isForHere(notice, situation);

/** Notices in force. */
export const listNotices = (shelf: Shelf, situation: Pick<Situation, 'place' | 'nowMs'>): SourcedOf<'notice'>[] =>
  shelf.list('notice', situation.place, situation.nowMs).filter((notice) => isInForce(notice, situation));

/**
 * Notices that govern this turn: by a trigger that fired, by an entry that would have answered, or by a sure scene. The most
 * direct first, among equals the newest.
 */
export function findApplied(
  notices: readonly SourcedOf<'notice'>[],
  fired: ReadonlyMap<Entry, TriggerMatch>,
  answering: ReadonlySet<string>,
  situation: Situation,
): AppliedNotice[] {
  const { scene, isChat } = situation.understanding;
  const applied: AppliedNotice[] = [];
  for (const sourced of notices) {
    const { governs } = sourced.entry;
    const match = fired.get(sourced.entry);
    if (match) applied.push({ sourced, by: 'trigger', terms: match.terms });
    else if (governs.entries?.some((id) => answering.has(id))) applied.push({ sourced, by: 'entry', terms: [] });
    else if (!isChat && scene.confidence >= SURE_SCENE && governs.scenes?.includes(scene.id))
      applied.push({ sourced, by: 'scene', terms: [] });
  }
  const startOf = ({ sourced: { entry } }: AppliedNotice) => entry.effective_from ?? entry.updated_at ?? '';
  return applied.sort((a, b) => RANK[a.by] - RANK[b.by] || startOf(b).localeCompare(startOf(a)));
}

/** True when the entry still says what the notice replaced: named by it, of the replaced wording, or on the notice's own words. */
export function isGoverned({ sourced: { entry: notice } }: AppliedNotice, entry: Entry, text: string): boolean {
  if (notice.governs.entries?.includes(entry.id)) return true;
  for (const { entry: id, text: wording } of notice.replaces ?? [])
    if (id === entry.id || (wording && getContainment(wording, text) >= SAME_WORDING)) return true;
  const questions = getQuestions(entry).join('\n');
  return (notice.governs.triggers ?? []).some(
    (trigger) => matchTrigger({ any: trigger.any, not: trigger.not }, questions) !== null,
  );
}

/** Wordings that notices in force have retired: the texts they name and the answers they replace, with what to say instead. */
export const listRetiredByNotice = (notices: readonly SourcedOf<'notice'>[], shelf: Shelf): RetiredWording[] =>
  notices.flatMap(({ entry: notice }) =>
    (notice.replaces ?? []).flatMap(({ entry: id, text }) => {
      const replaced =
        id === undefined ? [] : shelf.get(id).flatMap(({ entry }) => (entry.kind === 'answer' ? [entry.answer] : []));
      const texts = text === undefined ? replaced : [text, ...replaced];
      return texts.map((old) => ({ id: notice.id, text: old, replacement: notice.wording }));
    }),
  );

/**
 * Wordings of notices that were recalled here, with what is in force instead when a newer notice governs the same. One that
 * a governed answer or another notice still says word for word stands.
 */
export function listRecalled(shelf: Shelf, situation: Pick<Situation, 'place' | 'nowMs'>): RetiredWording[] {
  const all = shelf.list('notice', situation.place, situation.nowMs);
  const live = all.filter((notice) => isInForce(notice, situation));
  return all.flatMap((notice) => {
    const { entry } = notice;
    if (entry.state !== 'recalled' || !isForHere(notice, situation)) return [];
    const isSaid = (text: string) => text.trim() === entry.wording.trim();
    const answers = (entry.governs.entries ?? []).flatMap((id) => shelf.get(id).map((sourced) => sourced.entry));
    if (answers.some((answer) => answer.kind === 'answer' && isSaid(answer.answer))) return [];
    if (live.some((other) => isSaid(other.entry.wording))) return [];
    const next = live.find((other) => governsSame(entry, other.entry));
    return [{ id: entry.id, text: entry.wording, ...(next ? { replacement: next.entry.wording } : {}) }];
  });
}

const governsSame = (a: SourcedOf<'notice'>['entry'], b: SourcedOf<'notice'>['entry']): boolean =>
  (['scenes', 'entries'] as const).some((part) => a.governs[part]?.some((one) => b.governs[part]?.includes(one)));
