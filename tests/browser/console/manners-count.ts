/** Counts, in our own isolated world, what this script holds of the page and how often it reads it. First import of its entry. */
export const counts = { listeners: 0, observers: 0, intervals: 0, reads: 0 };

const key = (type: string, listener: unknown, options: unknown): string =>
  `${type} ${typeof options === 'object' ? (options as { capture?: boolean } | null)?.capture : options} ${idOf(listener)}`;
const ids = new WeakMap<object, number>();
let next = 0;
const idOf = (value: unknown): number => {
  const known = ids.get(value as object);
  if (known !== undefined) return known;
  ids.set(value as object, ++next);
  return next;
};

const held = new WeakMap<EventTarget, Set<string>>();
const { addEventListener, removeEventListener } = EventTarget.prototype;
const isOfPage = (target: EventTarget) => target === window || target instanceof Node;
EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, listener, options) {
  const target = this ?? window;
  addEventListener.call(target, type, listener, options);
  // nodes that we made and that are gone hold nothing
  if (!listener || !isOfPage(target) || (target instanceof Node && !target.isConnected)) return;
  const set = held.get(target) ?? new Set();
  held.set(target, set);
  if (!set.has(key(type, listener, options))) counts.listeners++;
  set.add(key(type, listener, options));
};
EventTarget.prototype.removeEventListener = function (this: EventTarget, type: string, listener, options) {
  const target = this ?? window;
  removeEventListener.call(target, type, listener, options);
  if (held.get(target)?.delete(key(type, listener, options))) counts.listeners--;
};

const watching = new Set<MutationObserver>();
const { observe, disconnect } = MutationObserver.prototype;
MutationObserver.prototype.observe = function (target, options) {
  watching.add(this);
  counts.observers = watching.size;
  return observe.call(this, target, options);
};
MutationObserver.prototype.disconnect = function () {
  watching.delete(this);
  counts.observers = watching.size;
  return disconnect.call(this);
};

const running = new Set<unknown>();
const { setInterval: start, clearInterval: clear } = window;
window.setInterval = ((...args: Parameters<typeof start>) => {
  const id = start(...args);
  running.add(id);
  counts.intervals = running.size;
  return id;
}) as typeof setInterval;
window.clearInterval = (id) => {
  running.delete(id);
  counts.intervals = running.size;
  clear(id);
};

for (const owner of [Document.prototype, Element.prototype]) {
  for (const name of ['querySelector', 'querySelectorAll'] as const) {
    const read = owner[name] as (css: string) => unknown;
    (owner as unknown as Record<string, unknown>)[name] = function (this: ParentNode, css: string) {
      counts.reads++;
      return read.call(this, css);
    };
  }
}

/** A line to a host that the test plays. */
type Listener = (message: unknown) => void;
const heard: Listener[] = [];
const posted: { type: string }[] = [];
const runtime = {
  id: 'deskmate',
  getURL: (path: string) => `https://extension.invalid/${path}`,
  sendMessage: async () => ({ ok: true }),
  connect: () => ({
    name: 'console',
    onMessage: { addListener: (listener: Listener) => void heard.push(listener) },
    onDisconnect: { addListener: () => undefined },
    postMessage: (message: { type: string }) => void posted.push(message),
    disconnect: () => undefined,
  }),
};
Object.assign(globalThis, { browser: { runtime }, chrome: { runtime } });
export const host = {
  say: (message: unknown) => {
    for (const listener of heard) listener(message);
  },
  posted,
};
