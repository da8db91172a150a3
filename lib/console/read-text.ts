import { MAX_TEXT } from '@/lib/chat/conversation';
import { isForEars, isVisible } from './visible';

const BLOCKS = new Set([
  'DIV',
  'P',
  'LI',
  'UL',
  'OL',
  'TR',
  'SECTION',
  'ARTICLE',
  'BLOCKQUOTE',
  'PRE',
  'H1',
  'H2',
  'H3',
]);
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TEXTAREA', 'INPUT', 'SELECT', 'SVG', 'svg']);
/** A message has far fewer nodes; a hostile one may have millions. */
const MAX_NODES = 4000;

export interface ReadTextOptions {
  /** Only the root's own text nodes. */
  own?: boolean;
  /** Elements that are left out (cards, times, avatars). */
  skip?: ReadonlySet<Element>;
  /** Selector of inner elements that are left out. */
  without?: string;
  /** Leaves out what a person does not see: hidden parts, words for screen readers. */
  seen?: boolean;
  /** Longest text that is collected, in UTF-16 units. */
  limit?: number;
}

/** Text of an element as a person reads it: line breaks at `<br>` and blocks, `alt` of inline emoji images; bounded in time and length. */
export function readText(root: Element, options: ReadTextOptions = {}): { text: string; cut: boolean } {
  const limit = options.limit ?? MAX_TEXT;
  let text = '';
  let nodes = 0;
  let cut = false;
  const breakLine = () => {
    if (text && !text.endsWith('\n')) text += '\n';
  };
  const visit = (parent: Node, deep: boolean): void => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (cut) return;
      if (++nodes > MAX_NODES || text.length > limit) {
        cut = true;
        return;
      }
      if (node.nodeType === 3) {
        const { data: raw, previousSibling } = node as Text;
        // a break in the source right behind `<br>` is the same break
        const data = previousSibling?.nodeName === 'BR' ? raw.replace(/^\r?\n/, '') : raw;
        text += data.length > limit + 1 ? data.slice(0, limit + 1) : data;
        continue;
      }
      if (node.nodeType !== 1) continue;
      const element = node as Element;
      if (SKIPPED.has(element.tagName) || options.skip?.has(element)) continue;
      if (options.without !== undefined && element.matches(options.without)) continue;
      if (options.seen && element.tagName !== 'BR' && (!isVisible(element) || isForEars(element))) continue;
      if (element.tagName === 'BR') {
        text += '\n';
      } else if (element.tagName === 'IMG') {
        text += element.getAttribute('alt') ?? '';
      } else if (deep) {
        const block = BLOCKS.has(element.tagName);
        if (block) breakLine();
        visit(element, true);
        if (block) breakLine();
      }
    }
  };
  visit(root, !options.own);
  // no-break blanks are layout; tabs and runs of blanks are markup
  const clean = text
    .replace(/[\u00a0\t\r]/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (clean.length > limit) return { text: cutText(clean, limit), cut: true };
  return { text: clean, cut };
}

/** Cuts without splitting a surrogate pair. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const code = text.charCodeAt(limit - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit);
}
