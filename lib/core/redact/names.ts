import { findEnglishNames } from './english-names';
import { findHonorific, findNickname } from './honorific-names';
import { findBesideAnchor } from './names-beside';
import type { Page, PersonalSpan } from './personal-data';
import { findPlaced } from './placed-names';
import { findShaped } from './shaped-names';

/** Names known from the page (buyer, recipient), wherever they stand; single characters are not looked for. */
function findKnown(page: Page, known: readonly string[]): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (const name of known) {
    if (name.length < 2) continue;
    for (let at = page.text.indexOf(name); at >= 0; at = page.text.indexOf(name, at + name.length)) {
      const isInWord = /^[a-z0-9]/.test(name) && /[a-z0-9]/.test(page.text[at - 1] ?? '');
      if (!isInWord) spans.push({ type: 'name', start: at, end: at + name.length });
    }
  }
  return spans;
}

/** Every name of a person in a text. `anchors` are the phones and addresses already found, `known` names in folded form. */
export function findNames(page: Page, anchors: readonly PersonalSpan[], known: readonly string[]): PersonalSpan[] {
  return [
    ...findKnown(page, known),
    ...findHonorific(page),
    ...findNickname(page),
    ...findPlaced(page),
    ...findBesideAnchor(page, anchors),
    ...findShaped(page),
    ...findEnglishNames(page, anchors),
  ];
}
