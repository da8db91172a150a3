import type { Role } from '@/lib/chat/conversation';
import type { Adapter } from '../adapter';
import { isNoMessage, withoutReactions, withoutStamp } from '../no-message';
import { foldSpace } from '../quoted';
import { createRowReader } from '../row-reader';
import type { ThreadCandidate } from './find-thread';
import type { Bubble, Unit } from './units';

/**
 * Reads the page by the rules that were made of it: what the layout says of each bubble must come out again. Rules that read
 * something else than was seen are not sure, however good the page looked. 0..1 for roles and for words.
 */
export function proveRules(
  adapter: Adapter,
  thread: ThreadCandidate,
  units: readonly Unit[],
  buyerName: string | null,
  roleOf: (bubble: Bubble) => Role | null,
): { roles: number; text: number } {
  const read = createRowReader(adapter).read(thread.virtual ? thread.scroller : thread.parent, buyerName, false);
  const rows = new Map(read?.rows.map((row) => [row.token, row]));
  let wrong = 0;
  let missing = 0;
  let seen = 0;
  for (const bubble of units.flatMap(({ bubbles }) => bubbles)) {
    if (bubble.image || bubble.card) continue;
    const row = rows.get(bubble.box) ?? rows.get(bubble.unit);
    const role = roleOf(bubble);
    seen++;
    if (role !== null && row && row.role !== role) wrong++;
    const said = row?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n') ?? '';
    if (toWords(said) !== toWords(bubble.text)) missing++;
  }
  return { roles: wrong > 0 ? WRONG : 1, text: seen === 0 ? 1 : Math.max(0, 1 - (MISSING_WEIGHT * missing) / seen) };
}

/** What was said, without what reading leaves out. */
const toWords = (text: string): string =>
  withoutStamp(
    foldSpace(
      withoutReactions(text)
        .split('\n')
        .filter((line) => !isNoMessage(line))
        .map(withoutStamp)
        .join('\n'),
    ),
  );

/** How sure roles are when the rules contradict the layout they were made of. */
const WRONG = 0.3;
/** One in eight unread or read otherwise is below the floor. */
const MISSING_WEIGHT = 3.2;
