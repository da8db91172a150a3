import type { Entry } from '@/lib/knowledge/schema';
import { checkSuggestion } from './check-suggestion';
import { isConflict } from './conflict';
import { isSameQuestion } from './same-question';
import { getContainment, getLikeness } from './similarity';
import { isComplete } from './suggestion';
import type { Finding, Suggestion } from './view-model';

/** A composed reply with the entry behind it. */
export interface Candidate {
  suggestion: Suggestion;
  entry: Entry;
}

export const MAX_SUGGESTIONS = 3;
/** Nobody knows which of two contradicting replies is right: both count for less. */
const CONTRADICTED = 0.7;
/** A complete reply stands before a likelier one with an empty slot only when it is this likely beside it; else it is left out. */
const COMPLETE_SHARE = 0.25;
/** From here on two replies are the same in other words: only the better one is shown. */
const NEAR_COPY = 0.8;

const isNearCopy = (a: string, b: string): boolean => getLikeness(a, b) >= NEAR_COPY || getContainment(a, b) >= 0.92;

/** Marks replies to the same question that say different things; both stay, so that a person decides. */
function flagConflicts(shown: readonly Candidate[]): Suggestion[] {
  return shown.map(({ suggestion, entry }) => {
    const others = shown.filter(
      (other) =>
        other.entry !== entry &&
        isSameQuestion(other.entry, entry) &&
        isConflict(other.suggestion.text, suggestion.text),
    );
    if (others.length === 0) return suggestion;
    const confidence = suggestion.confidence * CONTRADICTED;
    return {
      ...suggestion,
      confidence,
      conflictsWith: others.map((other) => ({
        entryId: other.entry.id,
        source: other.suggestion.source.from,
        title: other.entry.title,
      })),
    };
  });
}

/** Keeps the best answer in sight when only a fact is missing in it: a hopeless complete one must not stand above it. */
function dropUnlikelyComplete(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = candidates.find(({ suggestion }) => suggestion.origin !== 'notice')?.suggestion;
  if (!best || isComplete(best)) return candidates;
  return candidates.filter(
    ({ suggestion }) => !isComplete(suggestion) || suggestion.confidence >= best.confidence * COMPLETE_SHARE,
  );
}

/**
 * The replies to show, best first, at most three: notices stand first, complete replies before those with an empty slot, near
 * copies folded into the better one, contradictions marked.
 */
function chooseSuggestions(candidates: readonly Candidate[]): Suggestion[] {
  const kept: Candidate[] = [];
  for (const candidate of dropUnlikelyComplete(candidates)) {
    const { text } = candidate.suggestion;
    const twin = kept.find((other) => isNearCopy(other.suggestion.text, text));
    if (!twin) kept.push(candidate);
    else if (isSameQuestion(twin.entry, candidate.entry) && isConflict(twin.suggestion.text, text))
      kept.push(candidate);
  }
  const groupOf = ({ suggestion }: Candidate): number =>
    suggestion.origin === 'notice' ? 0 : isComplete(suggestion) ? 1 : 2;
  const shown = kept
    .map((candidate, place) => ({ candidate, place }))
    .sort((a, b) => groupOf(a.candidate) - groupOf(b.candidate) || a.place - b.place)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ candidate }) => candidate);
  return flagConflicts(shown);
}

/** As `chooseSuggestions`, with the guard before the agent: what has a red finding makes room for the next. */
export function chooseChecked(candidates: readonly Candidate[], guardText: (text: string) => Finding[]): Suggestion[] {
  let open = candidates;
  for (;;) {
    const chosen = chooseSuggestions(open);
    const checked = chosen.flatMap((suggestion) => checkSuggestion(suggestion, guardText) ?? []);
    if (checked.length === chosen.length) return checked;
    const kept = new Set(checked.map(({ id }) => id));
    const red = new Set(chosen.filter(({ id }) => !kept.has(id)).map(({ id }) => id));
    open = open.filter(({ suggestion }) => !red.has(suggestion.id));
  }
}
