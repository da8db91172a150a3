import type { Adapter, Find, Pick } from '../adapter';
import { getHosts } from '../composed';
import { guessComposerKind } from '../composer';
import { getSenderCss } from './by-names';
import { type ComposerCandidate, findComposers } from './find-composer';
import { type FoundName, findListed, findName, findSender, getListedNames } from './find-name';
import { findThreads, findThreadsAcross, getUnits, type ThreadCandidate } from './find-thread';
import { getParts } from './get-parts';
import { isRtl } from './layout';
import { NAME_END, readNamed } from './named-roles';
import { proveRules } from './prove-rules';
import { findRoles } from './role-rules';
import { createRowCss, type RowCss } from './row-css';
import { getUniqueCss } from './selectors';
import { readSides } from './sides';
import { findTrees, type Tree } from './tree';
import { readUnits, type Unit } from './units';

/** How sure detection is of each part, 0..1. */
export interface DetectConfidence {
  whole: number;
  list: number;
  roles: number;
  text: number;
  composer: number;
  name: number;
}
export type DetectPart = Exclude<keyof DetectConfidence, 'whole'>;

export interface Detection {
  /** Rules to read the page with; null when there is nothing like a chat. */
  adapter: Adapter | null;
  confidence: DetectConfidence;
  /** Parts below the floor: while one of these is missing, nothing is read. */
  missing: DetectPart[];
  isSure: boolean;
}

/** What a person said of messages on the page: then no word of the page needs to tell whose they are. */
export interface Told {
  buyer: readonly Element[];
  agent: readonly Element[];
  /** The open buyer's name where it is known. */
  name: string | null;
}

/** Below this a part counts as not found. Wrong and sure is worse than unknown. */
export const FLOOR = 0.6;
/** Parts without which nothing is read; an unknown name is no wrong one. */
const NEEDED: readonly DetectPart[] = ['composer', 'list', 'text', 'roles'];
/** With a composer less sure than this the other trees are searched for a better one. */
const SURE_COMPOSER = 0.95;
const NOTHING: DetectConfidence = { whole: 0, list: 0, roles: 0, text: 0, composer: 0, name: 0 };
/** Pairs of composer and thread that are looked at closely. */
const MAX_PAIRS = 6;

/**
 * Finds the chat of a page that nobody wrote an adapter for, and says how to read it: the same shape as a bundled adapter
 * (`proof: detected`), with a confidence per part. Pure: reads the DOM and its layout, changes nothing.
 */
export function detectChat(document: Document, options: { host: string; today: string }): Detection {
  const evidence = { by: 'detection', on: options.today };
  let best: Detection = { adapter: null, confidence: NOTHING, missing: [...NEEDED, 'name'], isSure: false };
  const trees = findTrees(document);
  for (const tree of trees) {
    // each frame of a page looks at itself; across frames only what stands in two of them
    if (frameOf(tree.root) !== document) continue;
    const pairs: { composer: ComposerCandidate; thread: ThreadCandidate }[] = [];
    for (const composer of findComposers(tree.root)) {
      const threads = findThreads(composer.element);
      for (const thread of threads) pairs.push({ composer, thread });
      if (threads.length === 0 && best.confidence.composer < composer.score && best.confidence.list === 0)
        best = toDetection(null, { ...NOTHING, composer: composer.score });
    }
    pairs.sort((a, b) => b.composer.score * b.thread.score - a.composer.score * a.thread.score);
    for (const pair of pairs.slice(0, MAX_PAIRS)) {
      const others = pairs.some(
        ({ composer }) => composer !== pair.composer && pair.thread.pane.contains(composer.element),
      );
      const found = describe(tree, pair.composer, pair.thread, options.host, evidence, !others);
      if (rank(found) > rank(best)) best = found;
    }
  }
  return best.isSure && best.confidence.composer >= SURE_COMPOSER
    ? best
    : detectAcross(document, trees, best, { host: options.host, evidence });
}

/**
 * The thread that a person pressed messages of, by its layout: its box, rules to read it, and how sure of each part; null =
 * nothing there reads like a chat in which those were said.
 */
export function detectTold(
  composer: HTMLElement,
  told: Told,
  options: { host: string; evidence: Omit<Find, 'css'> },
): { box: Element; adapter: Adapter } | null {
  const pressed = [...told.buyer, ...told.agent].filter(({ isConnected }) => isConnected);
  const root = pressed[0]?.getRootNode() as Document | ShadowRoot | undefined;
  const tree = root && findTrees(root.ownerDocument ?? (root as Document)).find((one) => one.root === root);
  if (!tree) return null;
  let best: { box: Element; adapter: Adapter; rank: number } | null = null;
  const isHere = composer.getRootNode() === root;
  for (const thread of isHere ? findThreads(composer) : findThreadsAcross(composer, tree.root)) {
    if (!pressed.every((element) => thread.parent.contains(element))) continue;
    const found = describe(tree, { element: composer, score: 1 }, thread, options.host, options.evidence, true, told);
    if (!found.adapter || !found.isSure || (best && best.rank >= rank(found))) continue;
    best = { box: thread.virtual ? thread.scroller : thread.parent, adapter: found.adapter, rank: rank(found) };
  }
  return best;
}

const frameOf = (root: Document | ShadowRoot): Document => root.ownerDocument ?? (root as Document);

/** A thread in one tree and its composer in another: only where no tree holds both. */
function detectAcross(
  document: Document,
  trees: readonly Tree[],
  known: Detection,
  { host, evidence }: { host: string; evidence: Omit<Find, 'css'> },
): Detection {
  if (trees.length < 2) return known;
  let best = known;
  const pairs: { tree: Tree; composer: ComposerCandidate; thread: ThreadCandidate }[] = [];
  for (const { root } of trees) {
    for (const composer of findComposers(root)) {
      for (const tree of trees) {
        const isOtherFrame = frameOf(root) === frameOf(tree.root) && frameOf(root) !== document;
        if (tree.root === root || isOtherFrame) continue;
        for (const thread of findThreadsAcross(composer.element, tree.root)) pairs.push({ tree, composer, thread });
      }
    }
  }
  pairs.sort((a, b) => b.composer.score * b.thread.score - a.composer.score * a.thread.score);
  for (const { tree, composer, thread } of pairs.slice(0, MAX_PAIRS)) {
    const found = describe(tree, composer, thread, host, evidence);
    if (!found.adapter) continue;
    const composerIn = getHosts(composer.element, document).map((element) => ({
      css: getUniqueCss(element),
      ...evidence,
    }));
    const across = { ...found, adapter: { ...found.adapter, composerIn } };
    if (rank(across) > rank(best)) best = across;
  }
  return best;
}

const rank = ({ confidence, isSure }: Detection): number =>
  (isSure ? 10 : 0) + confidence.whole + 0.1 * (confidence.list * confidence.composer);

function toDetection(adapter: Adapter | null, parts: DetectConfidence): Detection {
  const missing = [...NEEDED, 'name' as const].filter((part) => parts[part] < FLOOR);
  const isSure = adapter !== null && !NEEDED.some((part) => missing.includes(part));
  return { adapter, confidence: parts, missing, isSure };
}

/** Describes one pair of thread and composer as rules. */
function describe(
  tree: Tree,
  composer: ComposerCandidate,
  thread: ThreadCandidate,
  hostName: string,
  evidence: Omit<Find, 'css'>,
  isOnly = false,
  told?: Told,
): Detection {
  const listed = findListed(tree.root, thread.pane);
  const host = tree.hosts[0];
  if (host) for (const [text, elements] of findListed(host.ownerDocument, host)) listed.set(text, elements);
  const elements = getUnits(thread);
  const units = readUnits(elements, getListedNames(listed));
  const named = readNamed(units);
  const senders = new Set(named?.names);
  const header = told ? toName(told.name) : findName(thread, composer.element, listed, senders);
  const name =
    header && header.score >= FLOOR ? header : (!told && findSender(thread, tree.root, listed, senders)) || header;
  const sides = readSides(units, thread.parent.getBoundingClientRect());
  const frameCss = getUniqueCss(thread.parent);
  const rows = createRowCss(units, thread, frameCss);
  const roles = findRoles({
    units,
    sides,
    name,
    frameCss,
    rtl: isRtl(thread.parent),
    isGrouped: rows.isGrouped,
    cssOf: rows.cssOf,
    rowCssOf: rows.rowCssOf,
    evidence,
    ...(told && { told }),
  });
  const spoken = units.filter(({ bubbles }) => bubbles.length > 0);
  const explained = units.filter(
    ({ blocks, bubbles, labels }) => bubbles.length > 0 || blocks.every((b) => labels.has(b)),
  );
  const list = spoken.length === 0 ? 0 : Math.min(1, thread.score + (sides.isTwoSided ? 0.15 : 0));
  const parts: DetectConfidence = {
    whole: 0,
    list: told ? 1 : list,
    roles: roles.rules.length > 0 ? roles.score : 0,
    text: units.length > 0 ? explained.length / units.length : 0,
    composer: Math.max(composer.score, isOnly && sides.isTwoSided && isBelow(composer, thread) ? ONLY_BELOW : 0),
    name: name?.score ?? 0,
  };
  parts.whole = round(Math.min(...NEEDED.map((part) => parts[part])) * (0.92 + 0.08 * parts.name));
  for (const part of ['list', 'roles', 'text', 'composer', 'name'] as const) parts[part] = round(parts[part]);
  if (spoken.length === 0 || roles.rules.length === 0) return toDetection(null, parts);
  const senderCss = named && getSenderCss(named, units, rows.cssOf);
  const input = {
    tree,
    composer,
    thread,
    host: hostName,
    evidence,
    units,
    rows,
    name,
    roles: roles.rules,
    frameCss,
    senderCss,
  };
  const adapter = toAdapter(input);
  const proof = proveRules(adapter, thread, units, name?.name ?? null, (bubble) => roles.roleOf?.(bubble) ?? null);
  parts.roles = round(Math.min(parts.roles, proof.roles));
  parts.text = round(Math.min(parts.text, proof.text));
  parts.whole = round(Math.min(parts.whole, parts.roles, parts.text));
  return toDetection(adapter, parts);
}

/** A name that somebody told stands where the teacher knows. */
const toName = (name: string | null): FoundName | null =>
  name === null ? null : { name, css: ':not(*)', isOutside: false, score: 1 };

/** How sure the only box to type in is that stands right below two people's messages, whatever sends. */
const ONLY_BELOW = 0.7;

const isBelow = (composer: ComposerCandidate, { scroller }: ThreadCandidate): boolean =>
  composer.element.getBoundingClientRect().top >= scroller.getBoundingClientRect().bottom - 40;

const round = (value: number): number => Math.round(value * 100) / 100;

const toNamePick = ({ css, own, strip, isOutside }: FoundName, evidence: Omit<Find, 'css'>): Pick => ({
  css,
  ...(own && { own }),
  ...(strip && { strip }),
  ...(isOutside && { page: true }),
  ...evidence,
});

interface AdapterInput {
  tree: Tree;
  composer: ComposerCandidate;
  thread: ThreadCandidate;
  host: string;
  evidence: Omit<Find, 'css'>;
  units: readonly Unit[];
  rows: RowCss;
  name: FoundName | null;
  roles: Adapter['roles'];
  frameCss: string;
  /** Where rows print who speaks. */
  senderCss: string | null;
}

function toAdapter(input: AdapterInput): Adapter {
  const { tree, composer, thread, host, evidence, units, rows, name, frameCss, senderCss } = input;
  const isNamed = name !== null && name.score >= FLOOR;
  const find = (css: string): Find => ({ css, ...evidence });
  return {
    schema: 1,
    id: host,
    proof: 'detected',
    match: [{ hosts: [host], path: '^/', frame: 'any' }],
    ...(tree.hosts.length > 0 && { shadow: tree.hosts.map((element) => find(getUniqueCss(element))) }),
    identity: {
      buyerName: isNamed ? [toNamePick(name, evidence)] : [{ css: ':not(*)', ...evidence }],
      ...(!isNamed && { unnamed: true }),
      ...(name?.isSender && senderCss && { sender: { css: senderCss, strip: NAME_END, ...evidence } }),
    },
    rows: {
      container: [find(thread.virtual ? getUniqueCss(thread.scroller) : frameCss)],
      row: rows.row.slice(0, 20).map(find),
      order: thread.virtual ? 'top' : thread.newestFirst ? 'reverse' : 'dom',
      strict: true,
      quiet: true,
      ...(rows.isSplit && { split: true }),
    },
    roles: input.roles,
    parts: getParts(units, rows, evidence),
    composer: [
      {
        css: getUniqueCss(composer.element),
        kind: guessComposerKind(composer.element) ?? 'editable',
        ...evidence,
      },
    ],
    ...(name?.list &&
      !name.isOutside && { list: { row: [find(name.list.row)], name: [{ css: name.list.name, ...evidence }] } }),
  };
}
