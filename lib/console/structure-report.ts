import type { Health } from '@/lib/platform/messages';
import type { Adapter } from './adapter';
import { isVisible } from './visible';

/**
 * What a shop can send when its console changed: which selectors hit how often, and the page's skeleton. Structure only: no text, no
 * names, no numbers, no address parameters; of attributes only the names, and the values of those that programmers write.
 */
export interface StructureReport {
  console: string;
  /** Host and path; digits as `#`. */
  page: string;
  broken: string[];
  selectors: { part: string; css: string; hits: number; visible: number }[];
  /** One element per line, indented; equal neighbours are counted. */
  outline: string[];
}

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
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'LINK', 'META', 'NOSCRIPT', 'SVG', 'PATH', 'IFRAME']);

/** Digits and everything that is not plain ASCII could be an id or a name. */
const redactWord = (word: string): string =>
  word
    .replace(/\d{3,}/g, '#')
    .replace(/[^\x21-\x7e]/g, '?')
    .slice(0, 60);

function describe(element: Element): string {
  const parts = [element.tagName.toLowerCase()];
  if (element.id) parts.push(`#${redactWord(element.id)}`);
  for (const name of [...element.classList].slice(0, 8)) parts.push(`.${redactWord(name)}`);
  for (const { name, value } of [...element.attributes].slice(0, 20)) {
    if (name === 'class' || name === 'id' || name === 'style') continue;
    parts.push(SAFE_VALUES.includes(name) ? `[${name}=${redactWord(value)}]` : `[${redactWord(name)}]`);
  }
  return parts.join('');
}

/** Makes the report of a page; pure reading. */
export function createStructureReport(document: Document, adapter: Adapter, health: Health): StructureReport {
  const { location } = document.defaultView ?? { location: null };
  return {
    console: adapter.id,
    page: location ? redactWord(location.host + location.pathname) : '',
    broken: Object.entries(health.parts).flatMap(([part, { broken }]) => (broken ? [part] : [])),
    selectors: getParts(adapter).map(({ part, css }) => {
      const hits = [...document.querySelectorAll(css)];
      return { part, css, hits: hits.length, visible: hits.slice(0, 200).filter(isVisible).length };
    }),
    outline: outline(document.body),
  };
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

function outline(root: Element): string[] {
  const visit = (element: Element, depth: number): string[] => {
    const lines = [`${' '.repeat(depth)}${describe(element)}`];
    if (depth >= MAX_DEPTH) return lines;
    const children = [...element.children].filter(({ tagName }) => !SKIPPED.has(tagName.toUpperCase()));
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
