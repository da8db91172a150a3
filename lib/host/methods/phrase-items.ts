import { phraseKey } from '@/lib/knowledge/phrases/phrase-tree';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { TypedHit } from '@/lib/knowledge/typed/typed-row';
import type { PhraseItem } from '@/lib/platform/methods/phrases-methods';
import type { ConsoleSession } from '../console-session';
import type { MethodDeps } from './method-deps';

const PREFIX = 'search:';

/** Turns what was found into items of a list, and lets the console of that tab insert exactly their texts. */
export async function issueItems(
  deps: Pick<MethodDeps, 'services'>,
  session: ConsoleSession | null,
  hits: readonly TypedHit[],
): Promise<PhraseItem[]> {
  const pins = new Set(await deps.services.phrases.marks.pins());
  return hits.map(({ rank: _rank, mine, ...hit }) => {
    const id = `${PREFIX}${hit.source}:${hit.entryId}`;
    session?.issue(id, hit.text, hit.entryId);
    return {
      ...hit,
      id,
      mine: mine && hit.source === OWN_SOURCE,
      pinned: pins.has(phraseKey(hit.source, hit.entryId)),
    };
  });
}

/** The phrase behind a source id of an insert or copy; null for suggestions, cards and the rest. */
export function toPhraseKey(sourceId: string): string | null {
  if (!sourceId.startsWith(PREFIX)) return null;
  const [source, ...id] = sourceId.slice(PREFIX.length).split(':');
  return source && id.length > 0 ? phraseKey(source, id.join(':')) : null;
}
