import type { Role } from '@/lib/chat/conversation';
import type { Adapter } from '@/lib/console/adapter';
import { createConsole } from '@/lib/console/console';
import { queryNear, queryVisible } from '@/lib/console/locator';
import { findAdapter } from '@/lib/console/registry';
import { createRootFinder } from '@/lib/console/root-finder';
import { createRowReader } from '@/lib/console/row-reader';
import { buildOverlay, type Picks } from '@/lib/console/teach/build-overlay';
import { createThreadBox } from '@/lib/console/thread-box';
import { systemClock } from '@/lib/core/clock';
import type { Snapshot } from '@/lib/platform/messages';

/** Runs in a fixture's isolated world: teaches from elements of the page, mounts what was learned, keeps what it reads. */

const at = (element: Element | null): Element | null => {
  if (!element) return null;
  element.scrollIntoView({ block: 'nearest' });
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  // where a person presses: on the words
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if ((node.textContent ?? '').trim() === '') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getClientRects()[0];
    if (!rect || rect.width === 0) continue;
    const root = element.getRootNode() as Document | ShadowRoot;
    const hit = root.elementFromPoint(rect.left + Math.min(8, rect.width / 2), rect.top + rect.height / 2);
    if (hit && element.contains(hit)) return hit;
  }
  return element;
};

/** The elements that the bundled adapter reads: what an agent would point at on its page. */
function picksByAdapter(adapter: Adapter, take: { buyer: number; agent: number }): Picks {
  const tree = createRootFinder(document, adapter.shadow)();
  const box = createThreadBox(
    () => tree,
    adapter,
    () => Date.now(),
  ).get();
  if (!box) throw new Error('no box');
  const probe = createConsole({ document, adapter, clock: systemClock, on: {} });
  probe.start();
  const buyerName = probe.snapshot().conversation?.buyer.name ?? null;
  probe.stop();
  const read = createRowReader(adapter).read(box, buyerName, false);
  const texts = adapter.parts.text.flatMap(({ css }) => css ?? []);
  const of = (role: Role, count: number) =>
    (read?.rows ?? [])
      .filter((row) => row.role === role && row.parts.every(({ type }) => type === 'text'))
      .slice(-count)
      .map(({ token }) => {
        const row = token as Element;
        const text = texts.map((css) => row.querySelector(css)).find((hit) => hit !== null);
        return at(text ?? row) as Element;
      });
  const find = (finds: readonly { css?: string; near?: string }[]) =>
    finds
      .flatMap(({ css, near }) => (css ? [near ? queryNear(tree, css, near) : queryVisible(tree, css)] : []))
      .find((hit) => hit !== null) ?? null;
  const name = find(adapter.identity.buyerName);
  const listRows = adapter.list?.row.map(({ css }) => css).join(', ');
  // a page without a header names the buyer in its list alone
  const inList = listRows !== undefined && name?.closest(listRows);
  const needsList = inList || !name;
  return {
    buyer: of('buyer', take.buyer),
    agent: of('agent', take.agent),
    composer: find(adapter.composer),
    name: needsList ? null : at(name),
    list: needsList
      ? at(
          find(
            (adapter.list?.row ?? []).flatMap(
              ({ css }) => adapter.list?.name.map((one) => ({ css: `${css} ${one.css ?? ''}` })) ?? [],
            ),
          ),
        )
      : null,
  };
}

const events: Snapshot[] = [];
let mounted: ReturnType<typeof createConsole> | null = null;

const options = (isLast: boolean) => ({
  id: location.host,
  host: location.host,
  frame: window === window.top ? ('top' as const) : ('inner' as const),
  today: '2026-11-28',
  isLast,
});

const mount = (adapter: Adapter) => {
  mounted?.stop();
  events.length = 0;
  mounted = createConsole({
    document,
    adapter,
    clock: systemClock,
    on: { snapshot: (snapshot) => void events.push(snapshot) },
  });
  mounted.start();
};

/** Teaches from what the bundled adapter reads here; asks for one more of ours when unsure, as the panel does. */
function teachByAdapter(): { problem: string | null; overlay: Adapter | null; used: number } {
  const adapter = findAdapter(new URL(location.href), window === window.top);
  if (!adapter) throw new Error('no adapter');
  let used = 4;
  let built = buildOverlay(picksByAdapter(adapter, { buyer: 1, agent: 1 }), options(false));
  if (built.problem === 'more-agent') {
    used = 5;
    built = buildOverlay(picksByAdapter(adapter, { buyer: 1, agent: 2 }), options(false));
  }
  if (built.problem === 'more-buyer') {
    used = 6;
    built = buildOverlay(picksByAdapter(adapter, { buyer: 2, agent: 2 }), options(true));
  }
  if (built.overlay) mount(built.overlay);
  return { problem: built.problem, overlay: built.overlay, used };
}

/** Teaches from selectors, for pages without an adapter. */
function teachBySelectors(css: {
  buyer: string[];
  agent: string[];
  composer: string;
  name?: string;
  list?: string;
  shadow?: string;
}) {
  const tree: ParentNode = css.shadow ? (document.querySelector(css.shadow)?.shadowRoot ?? document) : document;
  const one = (selector: string | undefined) => (selector ? tree.querySelector(selector) : null);
  const words = (selector: string) => at(one(selector)) as Element;
  const built = buildOverlay(
    {
      buyer: css.buyer.map(words),
      agent: css.agent.map(words),
      composer: one(css.composer),
      name: at(one(css.name)),
      list: at(one(css.list)),
    },
    options(false),
  );
  if (built.overlay) mount(built.overlay);
  return { problem: built.problem, overlay: built.overlay };
}

Object.assign(globalThis, {
  teach: {
    teachByAdapter,
    teachBySelectors,
    mount,
    events,
    snapshot: () => mounted?.snapshot(),
    insert: (text: string) => {
      const ref = mounted?.snapshot().conversation?.ref;
      return ref ? mounted?.insert({ ref, sourceId: 's', text }) : null;
    },
  },
});
