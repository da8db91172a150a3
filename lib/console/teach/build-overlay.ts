import type { Part } from '@/lib/chat/conversation';
import type { TeachPart } from '@/lib/platform/messages';
import type { Adapter, ComposerFind, Evidence, Find } from '../adapter';
import { getHosts } from '../composed';
import { detectTold } from '../detect/detect';
import { createRootFinder } from '../root-finder';
import { createRowReader } from '../row-reader';
import { findEditable, learnComposer } from './learn-composer';
import { learnIdentity, toIdentity } from './learn-identity';
import { learnLines } from './learn-lines';
import { learnParts } from './learn-parts';
import { learnRoles } from './learn-roles';
import { isSameTree, learnThread, type Thread } from './learn-thread';
import { getCommon } from './text-element';
import { getUniqueCss } from './unique-css';

/** What the agent pressed on, by part; each at most a few times, all in one frame. */
export interface Picks {
  buyer: Element[];
  agent: Element[];
  composer: Element | null;
  name: Element | null;
  list: Element | null;
}

/** What is still missing or was wrong; worded by the views as `teach.problem.<code>`. */
export const TEACH_PROBLEMS = [
  'no-text',
  'same-message',
  'other-frame',
  'not-editable',
  'far-composer',
  'no-list',
  'name-in-thread',
  'more-agent',
  'more-buyer',
  'no-difference',
  'wrong-row',
] as const;
export type TeachProblem = (typeof TEACH_PROBLEMS)[number];

/** Problems that say that the pressed element cannot be what it was said to be. */
export const REFUSED: Partial<Record<TeachPart, TeachProblem[]>> = {
  buyer: ['no-text', 'same-message', 'other-frame'],
  agent: ['no-text', 'same-message', 'other-frame'],
  composer: ['not-editable', 'far-composer'],
  name: ['name-in-thread', 'other-frame'],
  list: ['no-list', 'other-frame'],
};

export interface Built {
  /** Null until both sides are known. */
  overlay: Adapter | null;
  thread: Thread | null;
  problem: TeachProblem | null;
}

export interface BuildOptions {
  /** `data-console` and the host that the overlay is for. */
  id: string;
  host: string;
  frame: 'top' | 'inner';
  /** Today as YYYY-MM-DD. */
  today: string;
  /** No pick is left to ask for. */
  isLast: boolean;
}

/** Most places of one list of an adapter (rules-schema.ts). */
const MAX_PLACES = 20;

/**
 * Makes an overlay of the picks and proves it on the page: every pick must be read as what it was said to be. Rules by what
 * programmers wrote on the messages come first; where those read less than the layout shows, rules by the layout.
 */
export function buildOverlay(picks: Picks, options: BuildOptions): Built {
  const signs = buildBySigns(picks, options);
  const layout = signs.problem && PICK_PROBLEMS.has(signs.problem) ? null : buildByLayout(picks, options);
  if (!layout) return signs;
  const isBetter = !signs.overlay || readsMore(layout.overlay, signs.overlay, layout.buyerName, layout.document);
  return isBetter ? { overlay: layout.overlay, thread: signs.thread, problem: null } : signs;
}

/** What was pressed on cannot be what it was said to be: no rules help. */
const PICK_PROBLEMS = new Set(Object.values(REFUSED).flat());

interface LayoutBuilt {
  overlay: Adapter;
  buyerName: string | null;
  document: Document;
}

/** By where messages stand, as detection reads pages, with the picks in place of its guesses; null = that says nothing. */
function buildByLayout(picks: Picks, options: BuildOptions): LayoutBuilt | null {
  const evidence: Evidence = { by: 'taught', on: options.today };
  const input = picks.composer && findEditable(picks.composer);
  const given = [...picks.buyer, ...picks.agent];
  if (!input || picks.buyer.length === 0 || picks.agent.length === 0 || !isSameTree(given)) return null;
  const box = getCommon(given);
  if (!box) return null;
  const identity = learnIdentity(picks, box, evidence);
  if (typeof identity === 'string') return null;
  const { buyerName, list } = identity;
  const told = { buyer: picks.buyer, agent: picks.agent, name: buyerName };
  const found = detectTold(input as HTMLElement, told, { host: options.host, evidence });
  if (!found) return null;
  const { list: _, ...rules } = found.adapter;
  // by what outlives a reload, where the box bears such a mark
  const composer = picks.composer && learnComposer(picks.composer, box, evidence);
  const overlay: Adapter = {
    ...rules,
    id: options.id,
    proof: 'taught',
    match: [{ hosts: [options.host], path: '^/', frame: options.frame }],
    ...getComposerPath(picks, box, evidence),
    ...(typeof composer === 'object' && composer && { composer: [composer] }),
    identity: toIdentity(identity, evidence),
    ...(list && { list }),
  };
  const read = createRowReader(overlay).read(found.box, told.name, false);
  const isRight = (elements: readonly Element[], role: 'buyer' | 'agent') =>
    elements.every((one) => {
      const row = read?.rows.find(({ token }) => one.contains(token as Element) || (token as Element).contains(one));
      return row?.role === role || (role === 'agent' && row?.role === 'robot');
    });
  return read?.unknown === 0 && isRight(picks.buyer, 'buyer') && isRight(picks.agent, 'agent')
    ? { overlay, buyerName, document: box.ownerDocument }
    : null;
}

/** True when the first rules read all that the others read and more, or the same words with less around them. */
function readsMore(first: Adapter, second: Adapter, buyerName: string | null, document: Document): boolean {
  const [mine, theirs] = [readAll(first, buyerName, document), readAll(second, buyerName, document)];
  if (theirs.unknown > 0) return true;
  const known = new Set(mine.rows);
  const others = theirs.rows.filter((row) => !known.has(row));
  if (others.length === 0) return mine.rows.length > theirs.rows.length;
  // "Lulu: hello" where the other reads "hello"
  return others.every((row) => mine.rows.some((one) => one !== row && row.length > one.length && row.includes(one)));
}

/** The words of every message that rules read now, lines of the program left out. */
function readAll(adapter: Adapter, buyerName: string | null, document: Document): { rows: string[]; unknown: number } {
  const box = createRootFinder(document, adapter.shadow)().querySelector(adapter.rows.container[0]?.css ?? '');
  const read = box && createRowReader(adapter).read(box, buyerName, false);
  const toText = (parts: readonly Part[]) =>
    parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  const rows = (read?.rows ?? []).flatMap(({ role, parts }) => (role === 'system' ? [] : [toText(parts)]));
  return { rows: rows.filter(Boolean), unknown: read?.unknown ?? 0 };
}

function buildBySigns(picks: Picks, options: BuildOptions): Built {
  const evidence: Evidence = { by: 'taught', on: options.today };
  const none = (problem: TeachProblem | null, thread: Thread | null = null): Built => ({
    overlay: null,
    thread,
    problem,
  });
  const given = [...picks.buyer, ...picks.agent];
  if (picks.buyer.length === 0 || picks.agent.length === 0) return none(null);
  if (!isSameTree(given)) return none('other-frame');
  const thread = learnThread(picks);
  if (typeof thread === 'string') return none(thread);
  const identity = learnIdentity(picks, thread.box, evidence);
  if (typeof identity === 'string') return none(identity, thread);
  const { buyerName, list } = identity;
  const roles = learnRoles(thread, buyerName, evidence, options.isLast);
  if (roles === 'unsure') return none(picks.agent.length > picks.buyer.length ? 'more-buyer' : 'more-agent', thread);
  if (roles === 'no-difference') return none('no-difference', thread);
  const composer = picks.composer ? learnComposer(picks.composer, thread.box, evidence) : null;
  const lines = learnLines(thread, evidence);
  const overlay: Adapter = {
    schema: 1,
    id: options.id,
    proof: 'taught',
    match: [{ hosts: [options.host], path: '^/', frame: options.frame }],
    ...(thread.box.getRootNode() !== thread.box.ownerDocument && { shadow: getPath(thread.box, evidence) }),
    ...getComposerPath(picks, thread.box, evidence),
    identity: toIdentity(identity, evidence),
    rows: {
      container: [{ css: thread.boxCss, ...evidence }],
      row: [...thread.rowCss, ...lines.rowCss].slice(0, MAX_PLACES).map((css) => ({ css, ...evidence })),
      order: thread.order,
      quiet: true,
      split: true,
    },
    roles: [...lines.rules, ...roles.rules].slice(0, MAX_PLACES),
    parts: learnParts(thread, evidence, lines.without),
    composer: typeof composer === 'object' && composer ? [composer] : [noComposer(evidence)],
    ...(list && { list }),
  };
  const wrong = findWrong(overlay, thread, buyerName);
  if (wrong) return none(wrong, thread);
  if (typeof composer === 'string') return { overlay, thread, problem: composer };
  if (picks.list && !list) return { overlay, thread, problem: 'no-list' };
  return { overlay, thread, problem: null };
}

/** Stands in while no box was shown yet: never matches. */
const noComposer = (evidence: Evidence): ComposerFind => ({ css: 'deskmate-none', kind: 'textarea', ...evidence });

/** The box to type in may stand in another tree than the messages. */
const getComposerPath = ({ composer }: Picks, box: Element, evidence: Evidence): Pick<Adapter, 'composerIn'> =>
  composer && !isSameTree([composer, box]) ? { composerIn: getPath(composer, evidence) } : {};

/** Selectors of the shadow hosts around an element, outermost first. */
const getPath = (element: Element, evidence: Evidence): Find[] =>
  getHosts(element, element.ownerDocument).map((host) => ({ css: getUniqueCss(host), ...evidence }));

/** Reads the page by the new rules and compares with what the agent said. */
function findWrong(overlay: Adapter, thread: Thread, buyerName: string | null): TeachProblem | null {
  const read = createRowReader(overlay).read(thread.box, buyerName, false);
  const roles = new Map(read?.rows.map(({ token, role }) => [token, role]));
  const check = (rows: readonly Element[], role: 'buyer' | 'agent') => rows.every((row) => roles.get(row) === role);
  if (check(thread.picks.buyer, 'buyer') && check(thread.picks.agent, 'agent')) return null;
  // virtual and long threads keep older picks out of what is read: only a read pick can contradict
  const contradicts = [...thread.picks.buyer, ...thread.picks.agent].some((row) => {
    const wanted = thread.picks.buyer.includes(row) ? 'buyer' : 'agent';
    const got = roles.get(row);
    return got !== undefined ? got !== wanted : row.isConnected && (read?.rows.length ?? 0) === 0;
  });
  return contradicts ? 'wrong-row' : null;
}
