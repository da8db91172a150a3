import type { Evidence, Pick } from '../adapter';
import { findListed, getListedNames } from '../detect/find-name';
import { findInside } from '../detect/inside-name';
import type { Picks } from './build-overlay';
import { isSameTree } from './learn-thread';
import { getOwnText } from './text-element';
import { getTree, getUniqueCss } from './unique-css';

/** Longest name that is looked for in another text. */
const MAX_NAME = 60;

/**
 * Where the open buyer's name stands; null = nothing was pressed. It may stand around the chat's shadow root, never in another
 * one.
 */
export function learnName(
  picks: Picks,
  box: Element,
  evidence: Evidence,
): Pick | null | 'name-in-thread' | 'other-frame' {
  const { name } = picks;
  if (!name) return null;
  if (box.contains(name)) return 'name-in-thread';
  const isPage = !isSameTree([name, box]);
  if (isPage && getTree(name) !== name.ownerDocument) return 'other-frame';
  const own = getOwnText(name);
  const text = own || (name.textContent ?? '').trim();
  const { strip } = findInside(text, getSenders(picks, box)) ?? findInside(text, getListed(box, name)) ?? {};
  return {
    css: getUniqueCss(name),
    // what the page puts beside the name ("online") is no part of it
    ...(own && { own: true }),
    ...(strip && { strip }),
    ...(isPage && { page: true }),
    ...evidence,
  };
}

/** First words of the rows of lists, but for what was pressed. */
function getListed(box: Element, name: Element): Set<string> {
  const listed = findListed(getTree(box), box);
  for (const [text, elements] of listed) if (elements.includes(name)) listed.delete(text);
  return getListedNames(listed);
}

/** Names that the page prints at the buyer's messages. */
function getSenders({ buyer, agent }: Picks, box: Element): Set<string> {
  const names = new Set<string>();
  for (const pick of buyer) {
    let row = pick;
    const isAlone = (around: Element) =>
      ![...buyer, ...agent].some((other) => other !== pick && around.contains(other));
    while (row.parentElement && row.parentElement !== box && isAlone(row.parentElement)) row = row.parentElement;
    for (const part of row.querySelectorAll('*')) {
      const text = getOwnText(part);
      if (text && text.length <= MAX_NAME && !pick.contains(part) && !part.contains(pick)) names.add(text);
    }
  }
  return names;
}
