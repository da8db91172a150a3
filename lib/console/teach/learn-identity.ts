import type { Adapter, Evidence, Pick } from '../adapter';
import { getPageBox } from '../composed';
import { readPick } from '../pick';
import type { Picks } from './build-overlay';
import { learnList, learnTabs } from './learn-list';
import { learnName } from './learn-name';
import { isSameTree } from './learn-thread';
import { getOwnText } from './text-element';
import { getTree } from './unique-css';

/** Whose chat is open, as the picks tell. */
export interface LearnedIdentity {
  /** Null = the list tells, or nothing does. */
  name: Pick | null;
  /** The name that stands there now. */
  buyerName: string | null;
  list: Adapter['list'] | null;
}

/** Learns it from the name that was pressed, wherever that stands, and from the list. */
export function learnIdentity(
  picks: Picks,
  box: Element,
  evidence: Evidence,
): LearnedIdentity | 'name-in-thread' | 'other-frame' {
  // the list is read in the chat's own tree
  const isHere = (pick: Element) => isSameTree([pick, box]);
  // a name pressed in the list of chats, or in a tab, is the open one's, whoever that is
  const pressed = picks.name && isHere(picks.name) && !box.contains(picks.name) ? picks.name : null;
  const listed = pressed && (isOver(pressed, box) ? learnTabs(pressed, evidence) : learnList(pressed, null, evidence));
  if (pressed && listed) {
    const list = picks.list && isHere(picks.list) ? learnList(picks.list, null, evidence) : null;
    return { name: null, buyerName: getOwnText(pressed) || null, list: list ?? listed };
  }
  const name = learnName(picks, box, evidence);
  if (typeof name === 'string') return name;
  if (picks.list && !isHere(picks.list)) return 'other-frame';
  const buyerName = name ? readPick(getTree(box), name) : null;
  return { name, buyerName, list: picks.list ? learnList(picks.list, buyerName, evidence) : null };
}

/** Without a name the list tells who is open; without a list the words themselves tell conversations apart. */
export const toIdentity = ({ name, list }: LearnedIdentity, evidence: Evidence): Adapter['identity'] => ({
  buyerName: name ? [name] : [{ css: 'deskmate-none', ...evidence }],
  ...(!name && (list ? { infer: true } : { unnamed: true })),
});

/** True when an element stands above the messages, as a header does, and not beside them. */
function isOver(element: Element, box: Element): boolean {
  const at = getPageBox(element);
  const frame = getPageBox(box);
  const middle = (at.left + at.right) / 2;
  return at.width === 0 || (middle >= frame.left && middle <= frame.right);
}
