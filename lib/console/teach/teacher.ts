import { messageText } from '@/lib/chat/conversation';
import type { Clock } from '@/lib/core/clock';
import type { TeachPart, TeachState } from '@/lib/platform/messages';
import type { Adapter } from '../adapter';
import { createOverlayHost } from '../overlay-host';
import { readOpenName } from '../read-open-name';
import { createFollower } from '../read-role';
import { readRow } from '../read-row';
import { createRootFinder } from '../root-finder';
import { type Built, buildOverlay, type Picks, REFUSED, type TeachProblem } from './build-overlay';
import { createPicker } from './picker';
import { createTeachBar } from './teach-bar';
import { getTeachWords } from './words';

/** Teaching on one page: takes picks, makes rules of them, shows what they read, until it is stopped. */
export interface Teacher {
  /** The next press in the page is the pick for this part. */
  arm(part: TeachPart): void;
  /** Waits for no press any more. */
  disarm(): void;
  /** Another frame is taught: waits without a word on the page. */
  aside(): void;
  /** Leaves the page as it was. */
  stop(): void;
}

export interface TeacherDeps {
  document: Document;
  window: Window;
  clock: Clock;
  language: string;
  onState(state: TeachState): void;
  /** The agent pressed "stop" on the page. */
  onStop(): void;
}

/** Picks that one lesson takes at most. */
export const MAX_PICKS = 6;
/** What is read is looked at again this often (ms). */
const LOOK_MS = 250;
const MAX_ROWS = 60;
const ORDER: TeachPart[] = ['buyer', 'agent', 'composer', 'name', 'list'];

/** Starts teaching on a page; `arm` begins the first pick. */
export function createTeacher(deps: TeacherDeps): Teacher {
  const { document, window, clock } = deps;
  const picks: Picks = { buyer: [], agent: [], composer: null, name: null, list: null };
  const overlay = createOverlayHost(document);
  const bar = createTeachBar(overlay, document, getTeachWords(deps.language), {
    next: (part) => arm(part),
    stop: () => deps.onStop(),
  });
  const picker = createPicker(overlay, window, (y) => bar.dodge(y));
  let armed: TeachPart | null = null;
  let built: Built = { overlay: null, thread: null, problem: null };
  let lastProblem: TeachProblem | null = null;
  let used = 0;
  let sent = '';

  const build = () => {
    built = buildOverlay(picks, {
      id: window.location.host,
      host: window.location.host,
      frame: window === window.top ? 'top' : 'inner',
      today: new Date(clock.now()).toISOString().slice(0, 10),
      isLast: used >= MAX_PICKS,
    });
  };

  const onPick = (part: TeachPart, element: Element | null) => {
    armed = null;
    if (element) {
      used++;
      const before: Picks = { ...picks, buyer: [...picks.buyer], agent: [...picks.agent] };
      if (part === 'buyer' || part === 'agent') {
        // asked for one more: both count; else the new pick takes the place of the old
        const more = built.problem === `more-${part}`;
        picks[part] = more ? [...picks[part], element] : [element];
      } else picks[part] = element;
      build();
      lastProblem = built.problem;
      // a pick that is nothing of what was asked for is not kept
      if (built.problem && REFUSED[part]?.includes(built.problem)) {
        const problem = built.problem;
        Object.assign(picks, before);
        build();
        lastProblem = problem;
      }
    }
    tell();
  };

  const arm = (part: TeachPart) => {
    armed = part;
    picker.arm((element) => onPick(part, element));
    tell();
  };

  const disarm = () => {
    armed = null;
    picker.disarm();
    tell();
  };

  /** The parts that are known now. */
  const getDone = (): TeachPart[] => {
    const { overlay: rules } = built;
    return ORDER.filter((part) => {
      if (part === 'buyer' || part === 'agent') return picks[part].length > 0;
      if (part === 'composer') return picks.composer !== null;
      if (part === 'name') return picks.name !== null;
      return rules ? rules.list !== undefined : picks.list !== null;
    });
  };

  const getNext = (done: readonly TeachPart[]): TeachPart | null => {
    // also where the last pick was refused for something else
    if (built.problem === 'more-agent') return 'agent';
    if (built.problem === 'more-buyer') return 'buyer';
    return ORDER.find((part) => part !== 'list' && !done.includes(part)) ?? null;
  };

  const tell = () => {
    const done = getDone();
    const next = getNext(done);
    bar.show({ armed, next });
    const rules = built.overlay;
    const places = { box: built.thread?.box ?? null, composer: picks.composer };
    const name = rules ? readOpenName(document, rules, places) : null;
    const state: TeachState = {
      armed,
      next,
      done,
      used,
      problem: lastProblem,
      rows: rules ? readRows(rules, document, name) : [],
      buyerName: picks.name ? name : null,
      overlay: rules && picks.composer ? rules : null,
    };
    const text = JSON.stringify(state);
    if (text === sent) return;
    sent = text;
    deps.onState(state);
  };

  const timer = window.setInterval(tell, LOOK_MS);
  tell();
  return {
    arm,
    disarm,
    aside() {
      bar.hide();
      disarm();
    },
    stop() {
      window.clearInterval(timer);
      picker.disarm();
      overlay.remove();
    },
  };
}

/** What the rules read now, row by row; a row of unknown role is shown as such, never left out. */
function readRows(adapter: Adapter, document: Document, name: string | null): TeachState['rows'] {
  const root = createRootFinder(document, adapter.shadow)();
  const box = root.querySelector(adapter.rows.container[0]?.css ?? '');
  const rowCss = adapter.rows.row.map(({ css }) => css).join(', ');
  const elements = [...(box?.querySelectorAll(rowCss) ?? [])].slice(-MAX_ROWS);
  if (adapter.rows.order === 'reverse') elements.reverse();
  const roleOf = createFollower();
  return elements.flatMap((row, index) => {
    const read = readRow(row, adapter, name);
    if (!read) return [];
    const text = messageText({ id: '', role: 'buyer', parts: read.parts, seenAtMs: 0 });
    return { id: `t-${index}`, role: roleOf(read.role) ?? ('unknown' as const), text };
  });
}
