import type { Evidence, RoleRule } from '../adapter';
import { SYSTEM_LABEL } from '../detect/words';
import { getInkBox } from '../ink-box';
import { readRole } from '../read-role';
import { isCentred } from '../side';
import type { Thread } from './learn-thread';
import { getStyle } from './look';
import { getMarks } from './marks';
import { getKindCss, getPathCss } from './unique-css';

/** `unsure` = several ways to tell the sides apart disagree about other rows: one more message of ours decides. */
export type LearnedRoles = { rules: RoleRule[]; isSure: boolean } | 'unsure' | 'no-difference';

const OWN =
  /(?:^|[-_"])(?:me|mine|my|self|own|sent|out|outgoing|outbound|agent|seller|staff|service|reply|operator)(?:$|[-_"\]])|(?:is|from|by)(?:Me|Mine|Self|Own|Agent|Seller)/;
const OTHER =
  /(?:^|[-_"])(?:you|other|others|peer|in|incoming|inbound|received|buyer|customer|client|guest|visitor|member|them)(?:$|[-_"\]])|(?:is|from|by)(?:Other|Buyer|Customer|Peer)/;
const SYSTEM = /system|notice|tip|event|date|divider|center|centre|middle/i;
const MAX_DESCENDANTS = 80;
const MAX_TESTS = 40;

/** Learns how the two sides differ, in this order: names and attributes, place, look, the sender that is printed. */
export function learnRoles(
  thread: Thread,
  buyerName: string | null,
  evidence: Evidence,
  mustDecide: boolean,
): LearnedRoles {
  const bySide = learnSide(thread, evidence);
  const byMarks = learnMarks(thread, bySide?.print ?? null, evidence);
  if (byMarks === 'unsure' && !bySide && !mustDecide) return 'unsure';
  const rules =
    (byMarks !== null && byMarks !== 'unsure' ? byMarks : null) ??
    bySide?.rules ??
    learnStyle(thread, evidence) ??
    learnSender(thread, buyerName, evidence) ??
    learnLabel(thread, evidence) ??
    (mustDecide ? learnMarks(thread, null, evidence, true) : null);
  if (!rules || rules === 'unsure') return 'no-difference';
  return { rules: [...learnSystemName(thread, buyerName, evidence), ...rules], isSure: byMarks !== 'unsure' };
}

/** Lines of the program that are built like messages and bear its name where others bear theirs. */
function learnSystemName(thread: Thread, buyerName: string | null, evidence: Evidence): RoleRule[] {
  const pressed = new Set([...thread.picks.buyer, ...thread.picks.agent]);
  for (const row of thread.rows) {
    if (pressed.has(row)) continue;
    const text = thread.textOf(row);
    const label = [...row.querySelectorAll('*')].find(
      (inner) =>
        inner.childElementCount === 0 && !text?.contains(inner) && SYSTEM_LABEL.test((inner.textContent ?? '').trim()),
    );
    const name = (label?.textContent ?? '').trim();
    if (!label || name === buyerName) continue;
    const [css] = [...getKindCss([label]).map((kind) => kind.css), `${thread.rowCss[0]} > ${getPathCss(row, label)}`];
    if (css) return [{ role: 'system', css, textStarts: [name], ...evidence }];
  }
  return [];
}

/** Tests that hold for a row, each with its rank. */
function getTests(thread: Thread, row: Element): Map<string, number> {
  const tests = new Map<string, number>();
  const add = (css: string, rank: number) => tests.set(css, Math.min(rank, tests.get(css) ?? Number.POSITIVE_INFINITY));
  for (const { css, rank } of getMarks(row)) add(css, rank);
  for (let node = row.parentElement; node && node !== thread.box; node = node.parentElement)
    for (const { css, rank } of getMarks(node)) add(`${css} *`, rank + 1);
  const text = thread.textOf(row);
  const inner = row.querySelectorAll('*');
  for (let i = 0; i < Math.min(inner.length, MAX_DESCENDANTS); i++) {
    const element = inner[i] as Element;
    if (text !== null && text !== row && text !== element && text.contains(element)) continue;
    for (const { css, rank } of getMarks(element)) add(css, rank + 0.5);
  }
  return tests;
}

interface Split {
  buyer: string;
  agent: string;
  /** b, a or - per row. */
  print: string;
  rank: number;
}

function learnMarks(
  thread: Thread,
  sidePrint: string | null,
  evidence: Evidence,
  decide = false,
): RoleRule[] | 'unsure' | null {
  const { rows, picks } = thread;
  const tests = new Map(rows.map((row) => [row, getTests(thread, row)]));
  const testsOf = (row: Element) => tests.get(row) ?? getTests(thread, row);
  const only = (mine: readonly Element[], theirs: readonly Element[]) =>
    [...testsOf(mine[0] as Element)]
      .filter(([css]) => mine.every((row) => testsOf(row).has(css)) && !theirs.some((row) => testsOf(row).has(css)))
      .sort((a, b) => a[1] - b[1])
      .slice(0, MAX_TESTS);
  const lines = getCentred(thread);
  const buyers = only(picks.buyer, picks.agent);
  const agents = only(picks.agent, picks.buyer);
  const splits: Split[] = [];
  for (const [buyer, rankB] of buyers) {
    for (const [agent, rankA] of agents) {
      const print = rows
        .map((row) => {
          if (lines.has(row)) return '-';
          const isBuyer = testsOf(row).has(buyer);
          const isAgent = testsOf(row).has(agent);
          return isBuyer === isAgent ? (isBuyer ? '!' : '-') : isBuyer ? 'b' : 'a';
        })
        .join('');
      if (print.includes('!')) continue;
      const words = (OTHER.test(buyer) ? 1.5 : 0) + (OWN.test(agent) ? 1.5 : 0) + (isPair(buyer, agent) ? 1 : 0);
      splits.push({ buyer, agent, print, rank: rankB + rankA - words });
    }
  }
  const covered = (print: string) => print.replaceAll('-', '').length;
  const most = Math.max(0, ...splits.map(({ print }) => covered(print)));
  if (most < (rows.length - lines.size) * 0.6) return null;
  const full = splits.filter(({ print }) => covered(print) === most).sort((a, b) => a.rank - b.rank);
  const prints = new Set(full.map(({ print }) => print));
  let best = full[0];
  if (sidePrint !== null) {
    best = full.find(({ print }) => agrees(print, sidePrint));
    if (!best) return null;
  } else if (prints.size > 1 && !decide) return 'unsure';
  if (!best) return null;
  return toRules(thread, best, tests, evidence);
}

/** Rows whose words stand in the middle, where those of messages do not: lines of the program bear marks of a side by chance. */
function getCentred({ box, rows, picks, textOf }: Thread): Set<Element> {
  const frame = box.getBoundingClientRect();
  const isMiddle = (row: Element) => {
    const area = getInkBox(textOf(row) ?? row);
    return area !== null && isCentred(area, frame);
  };
  return new Set([...picks.buyer, ...picks.agent].some(isMiddle) ? [] : rows.filter(isMiddle));
}

/** "role-user" and "role-assistant": two values of one thing. */
const isPair = (a: string, b: string): boolean => {
  const stem = (css: string) => /^([.[][\w-]*?[-_="]+)[A-Za-z]+["\]]*$/.exec(css.replace(/ \*$/, ''))?.[1];
  return stem(a) !== undefined && (stem(a)?.length ?? 0) > 3 && stem(a) === stem(b);
};

const agrees = (print: string, side: string): boolean =>
  [...print].every((letter, i) => letter === '-' || side[i] === '-' || letter === side[i]);

function toRules(
  thread: Thread,
  split: Split,
  tests: ReadonlyMap<Element, Map<string, number>>,
  evidence: Evidence,
): RoleRule[] {
  const rules: RoleRule[] = [
    { role: 'buyer', css: split.buyer, not: split.agent, ...evidence },
    { role: 'agent', css: split.agent, not: split.buyer, ...evidence },
  ];
  const rest = thread.rows.filter((_, i) => split.print[i] === '-');
  if (rest.length === 0) return rules;
  const said = thread.rows.filter((_, i) => split.print[i] !== '-');
  const mark = [...(tests.get(rest[0] as Element) ?? [])]
    .sort((a, b) => a[1] - b[1])
    .find(
      ([css]) =>
        SYSTEM.test(css) &&
        rest.every((row) => tests.get(row)?.has(css)) &&
        !said.some((row) => tests.get(row)?.has(css)),
    );
  return mark ? [{ role: 'system', css: mark[0], ...evidence }, ...rules] : rules;
}

/** Elements from the words out to the row: one of them is what the page pushes to a side. */
function getChain(thread: Thread, row: Element): Element[] {
  const chain: Element[] = [];
  for (let node = thread.textOf(row); node; node = node.parentElement) {
    chain.push(node);
    if (node === row) break;
  }
  return chain;
}

/** Selectors for what stands at a side, innermost first; each finds its element in every row. */
function getChainCss(thread: Thread): string[] {
  const chains = [...thread.picks.buyer, ...thread.picks.agent].map((row) => getChain(thread, row));
  const found: string[] = [...thread.textCss];
  for (let i = 0; i < Math.min(...chains.map(({ length }) => length)); i++) {
    const level = chains.flatMap((chain) => chain[i] ?? []);
    found.push(
      ...getKindCss(level)
        .slice(0, 2)
        .map(({ css }) => css),
    );
  }
  return [...new Set(found.length > 0 ? found : thread.rowCss)];
}

function learnSide(thread: Thread, evidence: Evidence): { rules: RoleRule[]; print: string } | null {
  const { rows, picks } = thread;
  for (const css of getChainCss(thread)) {
    const sideOf = (row: Element): 'left' | 'right' | null => {
      const at = (is: 'left' | 'right') =>
        readRole(row, [{ role: 'buyer', side: { css, is }, ...evidence }], { buyerName: null, text: () => '' }) !==
        null;
      return at('left') ? 'left' : at('right') ? 'right' : null;
    };
    const theirs = sideOf(picks.buyer[0] as Element);
    const ours = sideOf(picks.agent[0] as Element);
    if (!theirs || !ours || theirs === ours) continue;
    if (!picks.buyer.every((row) => sideOf(row) === theirs) || !picks.agent.every((row) => sideOf(row) === ours))
      continue;
    const print = rows.map((row) => ({ [theirs]: 'b', [ours]: 'a' })[sideOf(row) ?? ''] ?? '-').join('');
    if (print.replaceAll('-', '').length < rows.length * 0.6) continue;
    return {
      print,
      rules: [
        { role: 'buyer', side: { css, is: theirs }, ...evidence },
        { role: 'agent', side: { css, is: ours }, ...evidence },
      ],
    };
  }
  return null;
}

const STYLES = [
  'flex-direction',
  'justify-content',
  'align-self',
  'text-align',
  'float',
  'background-color',
  'color',
  'font-weight',
];

/** The two sides only look different. */
function learnStyle(thread: Thread, evidence: Evidence): RoleRule[] | null {
  const { rows, picks } = thread;
  for (const css of getChainCss(thread)) {
    const part = (row: Element) => (row.matches(css) ? row : row.querySelector(css));
    for (const property of STYLES) {
      const read = (row: Element) => {
        const element = part(row);
        return element ? getStyle(element, property) : '';
      };
      const theirs = read(picks.buyer[0] as Element);
      const ours = read(picks.agent[0] as Element);
      if (!theirs || !ours || theirs === ours) continue;
      if (!rows.every((row) => [theirs, ours].includes(read(row)))) continue;
      if (!picks.buyer.every((row) => read(row) === theirs) || !picks.agent.every((row) => read(row) === ours))
        continue;
      return [
        { role: 'buyer', style: { css, property, value: theirs }, ...evidence },
        { role: 'agent', style: { css, property, value: ours }, ...evidence },
      ];
    }
  }
  return null;
}

/** The sender is printed in each row and one of the senders is the open buyer. */
function learnSender(thread: Thread, buyerName: string | null, evidence: Evidence): RoleRule[] | null {
  const { rows, picks } = thread;
  const [row] = picks.buyer;
  if (!buyerName || !row) return null;
  const element = [...row.querySelectorAll('*')].find(
    (inner) => inner.childElementCount === 0 && (inner.textContent ?? '').trim() === buyerName,
  );
  if (!element) return null;
  const places = [...getKindCss([element]).map(({ css }) => css), `${thread.rowCss[0]} > ${getPathCss(row, element)}`];
  for (const css of places) {
    const nameOf = (one: Element) => (one.querySelector(css)?.textContent ?? '').trim();
    if (!rows.every(nameOf) || picks.agent.some((one) => nameOf(one) === buyerName)) continue;
    const pick = { css, ...evidence };
    const system = [...new Set(rows.map(nameOf))].filter((name) => SYSTEM_LABEL.test(name));
    return [
      ...(system.length > 0 ? [{ role: 'system' as const, css, textStarts: system, ...evidence }] : []),
      { role: 'buyer', sender: { pick, is: 'buyer' }, ...evidence },
      { role: 'agent', sender: { pick, is: 'other' }, ...evidence },
    ];
  }
  return null;
}

/** Each side bears one and the same word in every message: "buyer" and "service". */
function learnLabel(thread: Thread, evidence: Evidence): RoleRule[] | null {
  const { rows, picks } = thread;
  const [row] = picks.buyer;
  if (!row) return null;
  const text = thread.textOf(row);
  const leaves = [...row.querySelectorAll('*')].filter(
    (inner) => inner.childElementCount === 0 && !text?.contains(inner) && (inner.textContent ?? '').trim() !== '',
  );
  for (const leaf of leaves.slice(0, 10)) {
    for (const css of [
      ...getKindCss([leaf]).map((kind) => kind.css),
      `${thread.rowCss[0]} > ${getPathCss(row, leaf)}`,
    ]) {
      const labelOf = (one: Element) => (one.querySelector(css)?.textContent ?? '').trim();
      const [theirs, ours] = [labelOf(row), labelOf(picks.agent[0] as Element)];
      if (!theirs || !ours || theirs.startsWith(ours) || ours.startsWith(theirs)) continue;
      if (!rows.every((one) => [theirs, ours].includes(labelOf(one)))) continue;
      if (!picks.buyer.every((one) => labelOf(one) === theirs) || !picks.agent.every((one) => labelOf(one) === ours))
        continue;
      return [
        { role: 'buyer', css, textStarts: [theirs], ...evidence },
        { role: 'agent', css, textStarts: [ours], ...evidence },
      ];
    }
  }
  return null;
}
