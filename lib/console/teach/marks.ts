import { STATE_END } from '../detect/selectors';

/**
 * What programmers wrote on an element, as selectors, the steadiest first: data attributes and roles outlive redesigns, ids and
 * classes outlive days, generated class names live until the next build, and position is the last resort.
 */
export interface Mark {
  css: string;
  /** 0 = steadiest. */
  rank: number;
}

const WORD = /^[A-Za-z][A-Za-z_.:-]{0,60}$/;
/** Attributes that say how an element stands now, not what it is. */
const STATE_ATTRIBUTE = /state|select|active|focus|hover|index|open|visible|expanded|current|theme|v-[0-9a-f]/;
/** "data-self" says whose a message is; of other yes-or-no attributes nobody knows how long they stand. */
const SIDE_ATTRIBUTE =
  /(?:^|-)(?:is-?)?(?:self|own|mine|me|out(?:going)?|in(?:coming)?|sent|received|agent|staff|buyer|customer|user|bot)(?:$|-)/;
/** Class names that come and go with what a person does. */
const STATE_CLASS =
  /(?:^|[-_])(?:active|selected|current|open|opened|hover|hovered|focus|focused|visible|hidden|first|last|new|unread|read|loading|loaded|disabled|enter|leave|appear|animated?|typing|even|odd|dragging)(?:$|[-_])/i;
const PLAIN = /^[A-Za-z_][\w-]*$/;
/** A word that only a program makes: letters and digits mixed, or capitals at random. */
const HASH = /^(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{4,}$|^[a-z]*[A-Z][a-z]?[A-Z][A-Za-z]{1,6}$/;
const GENERATOR = /^(?:css|sc|jss|emotion|styled|st|tss)$/i;

const RANK = { data: 0, id: 1, role: 2, has: 2, class: 3, prefix: 4, flag: 5, count: 6, hash: 7 } as const;

/** The marks of an element; none is unique by itself. */
export function getMarks(element: Element): Mark[] {
  const marks: Mark[] = [];
  for (const { name, value } of [...element.attributes].slice(0, 30)) {
    if (name === 'role' || name === 'itemprop' || (name === 'name' && element.matches('input, textarea'))) {
      if (WORD.test(value)) marks.push({ css: `[${name}="${value}"]`, rank: RANK.role });
    } else if (/^data-[a-z-]+$/.test(name) && !STATE_ATTRIBUTE.test(name)) {
      if (/^(?:true|false)$/.test(value) && !SIDE_ATTRIBUTE.test(name))
        marks.push({ css: `[${name}="${value}"]`, rank: RANK.flag });
      else if (WORD.test(value)) marks.push({ css: `[${name}="${value}"]`, rank: RANK.data });
      else marks.push({ css: `[${name}]`, rank: RANK.has });
    }
  }
  if (PLAIN.test(element.id) && !/\d/.test(element.id)) marks.push({ css: `#${element.id}`, rank: RANK.id });
  for (const name of [...element.classList].slice(0, 20)) {
    const mark = toClassMark(name);
    if (mark) marks.push(mark);
  }
  return marks.sort((a, b) => a.rank - b.rank);
}

/** A class as a selector; its written part where the rest is generated; null for states and what cannot be named plainly. */
export function toClassMark(name: string): Mark | null {
  if (!PLAIN.test(name) || STATE_CLASS.test(name) || STATE_END.test(name)) return null;
  const cut = /^(.*?[-_]{1,2})([A-Za-z\d]+)$/.exec(name);
  const [, head = '', tail = ''] = cut ?? [];
  if (cut && HASH.test(tail)) {
    const isWritten = !GENERATOR.test(head.replace(/[-_]+$/, '')) && /[A-Za-z]{2}/.test(head);
    return isWritten ? { css: `[class*="${head}"]`, rank: RANK.prefix } : { css: `.${name}`, rank: RANK.hash };
  }
  if (!cut && HASH.test(name)) return { css: `.${name}`, rank: RANK.hash };
  // ids of rows and people hide in class names too
  if (/\d{3,}/.test(name)) return null;
  // every second row is "row-2"
  return { css: `.${name}`, rank: /[-_]\d{1,2}$/.test(name) ? RANK.count : RANK.class };
}

/** Marks that all of the elements bear, steadiest first. */
export function getCommonMarks(elements: readonly Element[]): Mark[] {
  const [first, ...rest] = elements;
  if (!first) return [];
  const others = rest.map((element) => new Set(getMarks(element).map(({ css }) => css)));
  return getMarks(first).filter(({ css }) => others.every((set) => set.has(css)));
}

/** One string per kind of element: tag and marks. */
export const getSignature = (element: Element): string =>
  [
    element.tagName,
    ...getMarks(element)
      .map(({ css }) => css)
      .sort(),
  ].join('');
