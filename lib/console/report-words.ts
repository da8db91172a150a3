/**
 * Which words of a page's markup may stand in a report. Names that programmers write are words of their trade, or stand on many
 * elements; whatever the page also shows as text, or bears once only, could be somebody's name.
 */

/** Words of the trade, and names of elements: kept even where a page shows them as text too. */
const TRADE =
  'a account action active address agent alert align all app area article aside auto avatar ' +
  'badge bar base body bottom box btn bubble button buyer card cell center chat check click close col collapse column common composer ' +
  'contact container content control conversation count cs current custom customer data date default delete detail dialog disabled div ' +
  'down drawer drop edit editor emoji empty end entry error face feed field file filter flex float focus foot footer form frame from ' +
  'good goods grid group head header hidden history hover icon id im image img in index info inner input is item kefu label last layer layout ' +
  'left li line link list loading log logo long main mark me media member menu merchant message messages middle modal msg my name nav new nick ' +
  'nickname no not note notice notify off on one online open option order other out outer page pane panel part peer pic picture placeholder pop ' +
  'popover popup price product prompt quick read reply right role root row scroll scroller search section select selected self seller send sender ' +
  'sent service session shop side sidebar size small space span spin staff start state static status sticker store sub support svg system tab ' +
  'table tabs tag tail talk td test text textarea thread time tip title to tool toolbar tooltip top tr transcript tree type ul unread up user ' +
  'video view virtual visible wait window word wrap wrapper';
const KNOWN = new Set(TRADE.split(' '));
const MIN_USES = 2;
const MAX_ELEMENTS = 20_000;
const MAX_TEXT = 400_000;
/** Attributes whose values people read or write. */
const SHOWN = ['title', 'alt', 'placeholder', 'value', 'aria-label', 'content', 'name', 'label'];

/** Words of a name: "msgList--item" = msg, list, item. */
const splitName = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d\u0080-\uffff]+/)
    .filter(Boolean);

/** Takes names apart and keeps the words that say nothing of anybody. */
export interface ReportWords {
  /** `seen` = how often the page bears this name; a name that stands once is kept only where all its words are of the trade. */
  redact(name: string): string;
}

/** Reads a page's words once. `trees` = the document and the open shadow roots in it. */
export function createReportWords(trees: readonly (Document | ShadowRoot)[]): ReportWords {
  const shown = new Set<string>();
  const uses = new Map<string, number>();
  let looked = 0;
  let read = 0;
  const note = (text: string) => {
    if (read > MAX_TEXT) return;
    read += text.length;
    for (const word of splitName(text)) shown.add(word);
  };
  for (const tree of trees) {
    for (const element of tree.querySelectorAll('*')) {
      if (++looked > MAX_ELEMENTS) break;
      for (const name of [...element.classList, element.id, ...element.getAttributeNames()])
        if (name) uses.set(name, (uses.get(name) ?? 0) + 1);
      for (const name of SHOWN) note(element.getAttribute(name) ?? '');
      for (const { name, value } of element.attributes)
        if (name.startsWith('data-')) uses.set(value, (uses.get(value) ?? 0) + 1);
      if (/^(?:SCRIPT|STYLE)$/.test(element.tagName)) continue;
      for (let node = element.firstChild; node; node = node.nextSibling)
        if (node.nodeType === 3) note((node as Text).data);
    }
  }
  const isKept = (word: string): boolean => KNOWN.has(word) || (/^[a-z]{1,20}\d{0,2}$/.test(word) && !isShown(word));
  /** A shown word inside of a longer one counts too. */
  const isShown = (word: string): boolean =>
    shown.has(word) || [...shown].some((one) => one.length > 3 && word.includes(one) && !KNOWN.has(one));
  return {
    redact(name) {
      const cut = name.slice(0, 80);
      const isShared = (uses.get(name) ?? 0) >= MIN_USES;
      const words = splitName(cut);
      if (!isShared && !words.every((word) => KNOWN.has(word))) return keep(cut, (word) => KNOWN.has(word));
      return keep(cut, isKept);
    },
  };
}

/** The name with its other words as `?`; digits and all that is not plain ASCII go too. */
const keep = (name: string, isKept: (word: string) => boolean): string =>
  name
    .replace(/[A-Za-z\d\u0080-\uffff]+/g, (run) =>
      run.replace(/[A-Z]*[a-z\d\u0080-\uffff]*/g, (word) => (word === '' || isKept(word.toLowerCase()) ? word : '?')),
    )
    .replace(/[^\x21-\x7e]/g, '?')
    .replace(/\?{2,}/g, '?');
