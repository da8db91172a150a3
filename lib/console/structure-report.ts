import type { Health, StructureReport } from '@/lib/platform/messages';
import type { Adapter } from './adapter';
import { createReportWords, type ReportWords } from './report-words';
import { createComposerRootFinder, createRootFinder } from './root-finder';
import { isVisible } from './visible';

/** Attributes whose values are written by programmers and never by people. */
const SAFE_VALUES = [
  'role',
  'type',
  'contenteditable',
  'data-qa-id',
  'data-cy',
  'data-testid',
  'data-e2e',
  'data-type',
  'view-name',
];
const MAX_LINES = 400;
const MAX_DEPTH = 28;
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'LINK', 'META', 'NOSCRIPT', 'SVG', 'PATH', 'IFRAME', 'DESKMATE-OVERLAY']);

function describe(element: Element, words: ReportWords): string {
  const parts = [element.tagName.toLowerCase()];
  if (element.tagName.includes('-')) parts[0] = words.redact(element.tagName.toLowerCase());
  if (element.id) parts.push(`#${words.redact(element.id)}`);
  for (const name of [...element.classList].slice(0, 8)) parts.push(`.${words.redact(name)}`);
  for (const { name, value } of [...element.attributes].slice(0, 20)) {
    if (name === 'class' || name === 'id' || name === 'style') continue;
    const shown = name.startsWith('aria-') ? name : words.redact(name);
    parts.push(SAFE_VALUES.includes(name) ? `[${name}=${words.redact(value)}]` : `[${shown}]`);
  }
  return parts.join('');
}

/** What a report is made of. `adapter` null = no rules were found yet. */
export interface ReportInput {
  document: Document;
  console: string;
  adapter: Adapter | null;
  health: Health;
  /** Parts that nobody found, beside those that broke. */
  missing?: readonly string[];
}

/**
 * What a shop can send when its console changed: which selectors hit how often, and the page's skeleton. Structure only: no text, no
 * names, no numbers, no address parameters; of attributes only the names, and the values of those that programmers write. Pure reading.
 */
export function createStructureReport({
  document,
  console: id,
  adapter,
  health,
  missing = [],
}: ReportInput): StructureReport {
  const { location } = document.defaultView ?? { location: null };
  const trees = findOpenTrees(document);
  const words = createReportWords(trees);
  const findRoot = createRootFinder(document, adapter?.shadow);
  const root = findRoot();
  const around = createComposerRootFinder(document, adapter ?? {}, findRoot)();
  const isOurs = adapter?.proof === 'fixture' || adapter?.proof === 'one-source';
  const path = (location?.pathname ?? '').split('/').map((part) => words.redact(part));
  return {
    console: id.slice(0, 100),
    page: location ? `${location.host.replace(/\d{3,}/g, '#')}${path.join('/')}`.slice(0, 200) : '',
    broken: [...Object.entries(health.parts).flatMap(([part, { broken }]) => (broken ? [part] : [])), ...missing],
    selectors: (adapter ? getParts(adapter) : []).slice(0, MAX_SELECTORS).map(({ part, css }) => {
      const hits = [...(part === 'composer' ? around : root).querySelectorAll(css)];
      // what was learned from the page is made of its names
      const shown = isOurs
        ? css
        : css.replace(/(?<![\w-])[\w\u0080-\uffff-]+/g, (name) => (TAG.test(name) ? name : words.redact(name)));
      return { part, css: shown, hits: hits.length, visible: hits.slice(0, 200).filter(isVisible).length };
    }),
    outline: outline(document.body, words),
  };
}

const TAG = /^(?:p|h[1-6]|nth-of-type|not|em|b|i|u|s|strong|ol|dl|dt|dd|pre|code|small|time)$/;
const MAX_SELECTORS = 120;
const MAX_TREES = 200;

/** The document and the open shadow roots in it. */
function findOpenTrees(document: Document): (Document | ShadowRoot)[] {
  const trees: (Document | ShadowRoot)[] = [document];
  for (let i = 0; i < trees.length && trees.length < MAX_TREES; i++)
    for (const element of trees[i]?.querySelectorAll('*') ?? []) if (element.shadowRoot) trees.push(element.shadowRoot);
  return trees;
}

const getParts = (adapter: Adapter): { part: string; css: string }[] => {
  const { rows, roles, parts, composer, list, identity } = adapter;
  return [
    ...rows.container.map(({ css }) => ({ part: 'container', css })),
    ...rows.row.map(({ css }) => ({ part: 'row', css })),
    ...roles.flatMap(({ role, css }) => (css === undefined ? [] : [{ part: `role ${role}`, css }])),
    ...parts.text.flatMap(({ css }) => (css === undefined ? [] : [{ part: 'text', css }])),
    ...[...(identity.buyerId ?? []), ...identity.buyerName].flatMap(({ css }) =>
      css === undefined ? [] : [{ part: 'buyer', css }],
    ),
    ...composer.map(({ css }) => ({ part: 'composer', css })),
    ...(list?.row ?? []).map(({ css }) => ({ part: 'list', css })),
  ];
};

/** Of a long list the ends tell everything. */
const MAX_CHILDREN = 16;

function outline(root: Element, words: ReportWords): string[] {
  const visit = (element: Element, depth: number): string[] => {
    const lines = [`${' '.repeat(depth)}${describe(element, words)}`];
    if (depth >= MAX_DEPTH) return lines;
    const inside = [...(element.shadowRoot?.children ?? []), ...element.children];
    const children = inside.filter(({ tagName }) => !SKIPPED.has(tagName.toUpperCase()));
    const shown =
      children.length <= MAX_CHILDREN ? children : [...children.slice(0, 4), ...children.slice(4 - MAX_CHILDREN)];
    if (shown.length < children.length)
      lines.push(`${' '.repeat(depth + 1)}(${children.length - shown.length} not shown)`);
    let last = '';
    let times = 1;
    const close = () => {
      if (times > 1) lines.push(`${' '.repeat(depth + 1)}(×${times})`);
      times = 1;
    };
    for (const child of shown) {
      if (lines.length >= MAX_LINES) break;
      const inner = visit(child, depth + 1);
      const print = inner.join('\n');
      if (print === last) {
        times++;
        continue;
      }
      close();
      last = print;
      lines.push(...inner);
    }
    close();
    return lines;
  };
  return visit(root, 0).slice(0, MAX_LINES);
}
