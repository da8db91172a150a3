import type { Adapter, Evidence, Find, Pick } from '../adapter';
import type { Thread } from './learn-thread';
import { getMarks } from './marks';
import { getOwnText } from './text-element';
import { getPathCss } from './unique-css';

const MAX_PLACES = 20;

/** What else a row holds: pictures that were sent (not faces), and the platform's own id of a message. */
export function learnParts(thread: Thread, evidence: Evidence): Adapter['parts'] {
  const faces = getFaces(thread);
  const id = findId(thread, evidence);
  const own = hasMarksInside(thread);
  const text: Pick[] = [
    { ...(thread.textCss.length > 0 && { css: thread.textCss.join(', ') }), ...(own && { own }), ...evidence },
  ];
  const image: Find[] = [{ css: 'img', ...evidence }];
  return {
    text,
    ...(faces !== null && { image }),
    ...(faces && { imageNot: faces }),
    ...(id && { id: [id] }),
  };
}

/** Times and read marks: digits, ticks, a word or two. */
const MARK = /^[\s\d:：/.\-年月日上下午✓√✔]*(?:am|pm|已读|未读|已送达|read|seen|sent|delivered)?[\s✓√✔]*$/i;

/** The bubble itself holds the words, and its inner elements only a time or a mark. */
function hasMarksInside(thread: Thread): boolean {
  const texts = thread.rows.flatMap((row) => thread.textOf(row) ?? []);
  const inner = texts.flatMap((text) => [...text.children].filter((child) => (child.textContent ?? '').trim() !== ''));
  return (
    inner.length > 0 &&
    inner.every((child) => MARK.test((child.textContent ?? '').trim())) &&
    texts.every((text) => getOwnText(text) !== '')
  );
}

/** Pictures beside words are faces and marks. Null = they bear no name, so a sent picture could not be told from a face. */
function getFaces(thread: Thread): string | null {
  const found = new Set<string>();
  for (const row of thread.rows) {
    const text = thread.textOf(row);
    for (const image of row.querySelectorAll('img')) {
      if (text?.contains(image)) continue;
      const own = getMarks(image).find(({ css, rank }) => rank < 7 && !/^\[(?:data-)?(?:src|alt)/.test(css));
      const around = image.parentElement && image.parentElement !== row ? image.parentElement : null;
      const outer = around && getMarks(around).find(({ rank }) => rank < 7);
      if (own) found.add(`img${own.css}`);
      else if (around && outer) found.add(`${outer.css} img`);
      else found.add(getPathCss(row, image));
    }
  }
  return [...found].slice(0, MAX_PLACES).join(', ').slice(0, 600);
}

/** An attribute of the rows that holds another id in each. */
function findId(thread: Thread, evidence: Evidence): Pick | null {
  const [first] = thread.rows;
  if (!first || thread.rows.length < 3) return null;
  for (const { name } of first.attributes) {
    if (name === 'id' || !/(?:^|-)(?:id|key|mid|msgid|messageid)$/.test(name)) continue;
    const values = thread.rows.map((row) => row.getAttribute(name) ?? '');
    const isIds = values.every((value) => value.length >= 4) && new Set(values).size === values.length;
    if (isIds) return { attr: name, ...evidence };
  }
  return null;
}
