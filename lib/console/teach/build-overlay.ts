import type { Adapter, ComposerFind, Evidence, Find, Pick } from '../adapter';
import { getHosts, getPageBox } from '../composed';
import { readPick } from '../pick';
import { createRowReader } from '../row-reader';
import { learnComposer } from './learn-composer';
import { learnLines } from './learn-lines';
import { learnList } from './learn-list';
import { learnParts } from './learn-parts';
import { learnRoles } from './learn-roles';
import { isSameTree, learnThread, type Thread } from './learn-thread';
import { getTree, getUniqueCss } from './unique-css';

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

/** Makes an overlay of the picks and proves it on the page: every pick must be read as what it was said to be. */
export function buildOverlay(picks: Picks, options: BuildOptions): Built {
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
  // a name pressed in the list of chats is the open row's, whoever that is
  const isInList =
    picks.name !== null && !isOver(picks.name, thread.box) && learnList(picks.name, null, evidence) !== null;
  const listPick = picks.list ?? (isInList ? picks.name : null);
  const name = isInList ? null : learnName(picks, thread, evidence);
  if (typeof name === 'string') return none(name, thread);
  const buyerName = name ? readPick(getTree(thread.box), name) : null;
  const roles = learnRoles(thread, buyerName, evidence, options.isLast);
  if (roles === 'unsure') return none(picks.agent.length > picks.buyer.length ? 'more-buyer' : 'more-agent', thread);
  if (roles === 'no-difference') return none('no-difference', thread);
  const composer = picks.composer ? learnComposer(picks.composer, thread.box, evidence) : null;
  // the list is read in the chat's own tree
  if (listPick && !isSameTree([listPick, thread.box])) return none('other-frame', thread);
  const list = listPick ? learnList(listPick, buyerName, evidence) : null;
  const lines = learnLines(thread, evidence);
  const overlay: Adapter = {
    schema: 1,
    id: options.id,
    proof: 'taught',
    match: [{ hosts: [options.host], path: '^/', frame: options.frame }],
    ...(thread.box.getRootNode() !== thread.box.ownerDocument && { shadow: getPath(thread.box, evidence) }),
    ...(picks.composer &&
      !isSameTree([picks.composer, thread.box]) && { composerIn: getPath(picks.composer, evidence) }),
    identity: {
      buyerName: name ? [name] : [{ css: 'deskmate-none', ...evidence }],
      // without a name the list tells who is open; without a list the words themselves tell conversations apart
      ...(!name && (list ? { infer: true } : { unnamed: true })),
    },
    rows: {
      container: [{ css: thread.boxCss, ...evidence }],
      row: [...thread.rowCss, ...lines.rowCss].slice(0, MAX_PLACES).map((css) => ({ css, ...evidence })),
      order: thread.order,
      quiet: true,
      split: true,
    },
    roles: [...lines.rules, ...roles.rules].slice(0, MAX_PLACES),
    parts: learnParts(thread, evidence),
    composer: typeof composer === 'object' && composer ? [composer] : [noComposer(evidence)],
    ...(list && { list }),
  };
  const wrong = findWrong(overlay, thread, buyerName);
  if (wrong) return none(wrong, thread);
  if (typeof composer === 'string') return { overlay, thread, problem: composer };
  if (picks.list && !list) return { overlay, thread, problem: 'no-list' };
  return { overlay, thread, problem: null };
}

/** True when an element stands above the messages, as a header does, and not beside them. */
function isOver(element: Element, box: Element): boolean {
  const at = getPageBox(element);
  const frame = getPageBox(box);
  const middle = (at.left + at.right) / 2;
  return at.width === 0 || (middle >= frame.left && middle <= frame.right);
}

/** Stands in while no box was shown yet: never matches. */
const noComposer = (evidence: Evidence): ComposerFind => ({ css: 'deskmate-none', kind: 'textarea', ...evidence });

/** The name may stand around the chat's shadow root, never in another one. */
function learnName(picks: Picks, thread: Thread, evidence: Evidence): Pick | null | 'name-in-thread' | 'other-frame' {
  if (!picks.name) return null;
  if (thread.box.contains(picks.name)) return 'name-in-thread';
  const css = getUniqueCss(picks.name);
  if (isSameTree([picks.name, thread.box])) return { css, ...evidence };
  return getTree(picks.name) === picks.name.ownerDocument ? { css, page: true, ...evidence } : 'other-frame';
}

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
