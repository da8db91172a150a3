import type { TeachPart } from '@/lib/platform/messages';
import type { OverlayHost } from '../overlay-host';
import type { TeachWords } from './words';

/** The line on the page while teaching: what to press now, what comes next, the way out. */
export interface TeachBar {
  show(state: { armed: TeachPart | null; next: TeachPart | null }): void;
  hide(): void;
  /** Moves out of the pointer's way. */
  dodge(y: number): void;
}

const STYLE = `
:host { all: initial; }
.bar { position: fixed; left: 50%; top: 14px; transform: translateX(-50%); display: flex; align-items: center; gap: 12px; box-sizing: border-box;
  max-width: min(680px, calc(100vw - 24px)); padding: 9px 10px 9px 16px; border-radius: 12px; color: #fff; background: #10403a;
  box-shadow: 0 6px 24px rgb(0 0 0 / 28%), 0 0 0 1px rgb(255 255 255 / 12%); font: 14px/20px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.bar[data-low] { top: auto; bottom: 14px; }
.words { display: grid; gap: 1px; }
.keys { font-size: 12px; line-height: 16px; color: #b5d9d2; }
button { all: unset; flex: none; padding: 4px 12px; border-radius: 8px; cursor: pointer; font-weight: 600; white-space: nowrap; }
button:focus-visible { outline: 2px solid #fff; outline-offset: 1px; }
.next { color: #10403a; background: #fff; }
.stop { font-weight: 400; color: #d3e9e5; }
.stop:hover { background: rgb(255 255 255 / 12%); }
`;
/** Height of the strip at an edge in which the bar would lie under the pointer, CSS px. */
const EDGE = 90;

/** Puts the bar into our overlay. Only real presses count. */
export function createTeachBar(
  overlay: OverlayHost,
  document: Document,
  words: TeachWords,
  on: { next(part: TeachPart): void; stop(): void },
): TeachBar {
  const make = <T extends keyof HTMLElementTagNameMap>(tag: T, className: string): HTMLElementTagNameMap[T] => {
    const element = document.createElement(tag);
    element.className = className;
    return element;
  };
  const style = document.createElement('style');
  style.textContent = STYLE;
  const bar = make('div', 'bar');
  bar.setAttribute('role', 'status');
  const text = make('div', 'words');
  const line = make('span', 'line');
  const keys = make('span', 'keys');
  text.append(line, keys);
  const next = make('button', 'next');
  const stop = make('button', 'stop');
  stop.textContent = words.stop;
  bar.append(text, next, stop);
  overlay.root.append(style, bar);
  let nextPart: TeachPart | null = null;
  next.addEventListener('click', (event) => {
    if (event.isTrusted && nextPart) on.next(nextPart);
  });
  stop.addEventListener('click', (event) => {
    if (event.isTrusted) on.stop();
  });
  return {
    show({ armed, next: wanted }) {
      nextPart = armed === null ? wanted : null;
      line.textContent = armed ? words.pick[armed] : nextPart ? '' : words.done;
      line.hidden = line.textContent === '';
      keys.textContent = armed ? words.keys : '';
      keys.hidden = armed === null;
      next.textContent = nextPart ? words.next[nextPart] : '';
      next.style.display = nextPart ? '' : 'none';
    },
    hide: () => bar.remove(),
    dodge(y) {
      const view = document.defaultView;
      const isLow = bar.hasAttribute('data-low');
      if (view && !isLow && y < EDGE) bar.setAttribute('data-low', '');
      else if (view && isLow && y > view.innerHeight - EDGE) bar.removeAttribute('data-low');
    },
  };
}
