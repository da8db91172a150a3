import { type Adapter, type Evidence, type Find, MAX_WITHOUT, type Pick } from '../adapter';
import { joinCss } from '../detect/selectors';
import { isNoMessage } from '../no-message';
import { isRepeated, toSaid } from '../quoted';
import type { Thread } from './learn-thread';
import { getTypeface, isBox } from './look';
import { getMarks } from './marks';
import { getOwnText } from './text-element';
import { getPathCss, getPlace } from './unique-css';

const MAX_PLACES = 20;
/** Words of controls are never said by anybody. */
const CONTROLS = ['button', '[role="button"]'];

/** What else a row holds: pictures that were sent (not faces), and the platform's own id of a message. `labels` = left out of texts too. */
export function learnParts(thread: Thread, evidence: Evidence, labels: readonly string[] = []): Adapter['parts'] {
  const faces = getFaces(thread);
  const id = findId(thread, evidence);
  const without = joinCss([...CONTROLS, ...getMarksInside(thread), ...labels], MAX_WITHOUT);
  const text: Pick[] = [{ ...(thread.textCss.length > 0 && { css: thread.textCss.join(', ') }), without, ...evidence }];
  const image: Find[] = [{ css: 'img', ...evidence }];
  return {
    text,
    ...(faces !== null && { image }),
    ...(faces && { imageNot: faces }),
    ...(id && { id: [id] }),
  };
}

/** Times, read marks, quotes and buttons inside of the words' element: left out where they stand in it. */
function getMarksInside(thread: Thread): string[] {
  const found = new Set<string>();
  const said = new Set<string>();
  for (const row of thread.rows) {
    const text = thread.textOf(row);
    const quotes = text ? getQuotes(text, said) : [];
    for (const one of toSaid(text ? [text.textContent ?? '', getOwnText(text)] : [])) said.add(one);
    for (const inner of text?.querySelectorAll('*') ?? []) {
      const isMark = inner.childElementCount === 0 && isNoMessage((inner.textContent ?? '').trim());
      if (!isMark && !quotes.includes(inner)) continue;
      const mark = getMarks(inner).find(({ css, rank }) => rank < 7 && !css.startsWith('#'));
      found.add(mark ? inner.tagName.toLowerCase() + mark.css : getPathCss(text as Element, inner));
    }
  }
  return [...getFrameParts(thread), ...found].slice(0, MAX_PLACES);
}

/** Beside the words themselves, what stands in every message of the page was not said: a name, a time, links. */
function getFrameParts({ rows, textOf }: Thread): string[] {
  const texts = rows.flatMap((row) => textOf(row) ?? []);
  if (texts.length < 2 || texts.some((text) => getOwnText(text) === '')) return [];
  const keysOf = (text: Element) =>
    [...text.children]
      .filter((part) => (part.textContent ?? '').trim() !== '')
      .map((part) => {
        const mark = getMarks(part).find(({ css, rank }) => rank < 7 && !css.startsWith('#'));
        return mark ? part.tagName.toLowerCase() + mark.css : getPlace(part);
      });
  const [first = [], ...rest] = texts.map(keysOf);
  return first.filter((key) => rest.every((keys) => keys.includes(key)));
}

/** Parts of a message that look unlike the rest and repeat what was said before. */
const getQuotes = (text: Element, said: ReadonlySet<string>): Element[] =>
  [...text.querySelectorAll('*')].filter(
    (inner) =>
      isRepeated(inner.textContent ?? '', said) &&
      (inner.textContent ?? '').trim() !== (text.textContent ?? '').trim() &&
      (isBox(inner) || getTypeface(inner) !== getTypeface(text)),
  );

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
  return joinCss([...found].slice(0, MAX_PLACES));
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
