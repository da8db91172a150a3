import type { Adapter } from './adapter';

/** Attributes whose change can alter what a rule reads; the adapter's own are added. */
const BASE_ATTRIBUTES = ['class', 'style', 'title', 'src', 'alt', 'hidden', 'id', 'placeholder'];

const SELECTOR_KEYS = new Set(['css', 'not', 'near', 'imageNot', 'sticker', 'without', 'within']);

/** All attribute names that a rule's selectors and picks mention. */
export function getWatchedAttributes(adapter: Adapter): string[] {
  const names = new Set(BASE_ATTRIBUTES);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'attr' && typeof inner === 'string') names.add(inner);
        if (SELECTOR_KEYS.has(key) && typeof inner === 'string') {
          for (const [, name] of inner.matchAll(/\[\s*([\w-]+)/g)) if (name) names.add(name);
        } else visit(inner);
      }
    }
  };
  visit(adapter);
  return [...names];
}

export interface PageWatch {
  /** Watches another tree too (an open shadow root is none of the document's subtree). */
  add(root: Node): void;
  stop(): void;
}

/**
 * The one MutationObserver of a console page: hands each batch of records on at once (cheap bookkeeping) and asks for a flush
 * soon after: ≤ one per `FLUSH_GAP_MS`, without timers while the page is hidden, since hidden pages run timers once a second.
 */
export function watchPage(
  root: Node,
  attributes: string[],
  on: { records(records: MutationRecord[]): void; flush(): void },
): PageWatch {
  const view = root.ownerDocument?.defaultView ?? (root as Document).defaultView;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let channel: MessageChannel | null = null;
  let posted = false;
  const runPosted = () => {
    posted = false;
    on.flush();
  };
  const schedule = () => {
    if (view?.document.hidden && typeof MessageChannel === 'function') {
      if (posted) return;
      posted = true;
      if (!channel) {
        channel = new MessageChannel();
        channel.port1.onmessage = runPosted;
      }
      channel.port2.postMessage(null);
      return;
    }
    timer ??= setTimeout(() => {
      timer = null;
      on.flush();
    }, FLUSH_GAP_MS);
  };
  const observer = new (view?.MutationObserver ?? MutationObserver)((records) => {
    on.records(records);
    schedule();
  });
  const add = (node: Node) =>
    observer.observe(node, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: attributes,
    });
  add(root);
  return {
    add,
    stop() {
      observer.disconnect();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      channel?.port1.close();
      channel = null;
    },
  };
}

/** Changes within this time are one batch: one frame. */
const FLUSH_GAP_MS = 16;
