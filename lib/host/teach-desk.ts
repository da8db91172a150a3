import { createLog } from '@/lib/core/log';
import { fail, ok, type Result } from '@/lib/core/result';
import {
  type HostToTeach,
  type TeachPart,
  type TeachState,
  type TeachView,
  teachMessageSchema,
} from '@/lib/platform/messages';
import type { OverlayInfo, OverlayReason } from '@/lib/platform/methods/teach-methods';
import type { Port } from '@/lib/platform/port';
import type { Overlays } from './overlays';

/** Lessons by tab: the teaching script of every frame reports here; the frame of the first pick is the one that is taught. */
export interface TeachDesk {
  accept(port: Port<unknown, HostToTeach>, tabId: number, frameId: number): void;
  start(tabId: number, part: TeachPart | null): Promise<Result<null, 'no-access'>>;
  arm(tabId: number, part: TeachPart): void;
  stop(tabId: number): void;
  save(tabId: number): Promise<Result<OverlayInfo, OverlayReason>>;
  view(tabId: number): TeachView | null;
}

export interface TeachDeskDeps {
  overlays: Overlays;
  language(): string;
  /** Puts the teaching script into all frames of a tab; false = the page may not be touched. */
  inject(tabId: number): Promise<boolean>;
  onView(tabId: number): void;
}

interface Frame {
  port: Port<unknown, HostToTeach>;
  frameId: number;
  host: string;
  origin: string;
  state: TeachState | null;
}
interface Lesson {
  frames: Set<Frame>;
  /** What the next press is for, also for frames that connect later. */
  part: TeachPart | null;
  /** The frame of the first pick; null = nothing was pressed yet. */
  taught: Frame | null;
  /** The last press was in another frame: rules are for one. */
  isForeign: boolean;
}

/** A state holds at most 60 rows. */
const MAX_CHARS = 600_000;
const log = createLog('teach-desk');

/** Makes the desk. */
export function createTeachDesk(deps: TeachDeskDeps): TeachDesk {
  const lessons = new Map<number, Lesson>();

  const stop = (tabId: number) => {
    const lesson = lessons.get(tabId);
    if (!lesson) return;
    lessons.delete(tabId);
    for (const { port } of lesson.frames) {
      port.post({ type: 'stop' });
      port.disconnect();
    }
    deps.onView(tabId);
  };

  /** The frame that is taught, else the outermost. */
  const taughtFrame = (lesson: Lesson): Frame | null =>
    lesson.taught ?? [...lesson.frames].sort((a, b) => a.frameId - b.frameId)[0] ?? null;

  const onState = (tabId: number, lesson: Lesson, frame: Frame, state: TeachState) => {
    const isPick = state.used > (frame.state?.used ?? 0);
    frame.state = state;
    // the others do not change by themselves: only a press ends the waiting of all
    if (lesson.taught && frame !== lesson.taught && !isPick) return;
    if (state.armed === null) lesson.part = null;
    if (isPick) {
      lesson.taught ??= frame;
      lesson.isForeign = frame !== lesson.taught;
      if (lesson.isForeign) lesson.taught.port.post({ type: 'disarm' });
      for (const other of lesson.frames) if (other !== lesson.taught) other.port.post({ type: 'aside' });
    }
    deps.onView(tabId);
  };

  return {
    accept(port, tabId, frameId) {
      const lesson = lessons.get(tabId);
      const url = URL.parse(port.sender.url);
      if (!lesson || !url) return port.disconnect();
      const origin = `${url.protocol}//${url.hostname}/*`;
      const frame: Frame = { port, frameId, host: url.host, origin, state: null };
      lesson.frames.add(frame);
      port.onMessage((raw) => {
        if (JSON.stringify(raw).length > MAX_CHARS) return;
        const parsed = teachMessageSchema.safeParse(raw);
        if (!parsed.success) return log.warn('a teaching message was refused');
        if (parsed.data.type === 'stop') return stop(tabId);
        onState(tabId, lesson, frame, parsed.data.state);
      });
      port.onDisconnect(() => {
        lesson.frames.delete(frame);
        // the page was left or loaded anew: its lesson is over
        const isOver = lesson.frames.size === 0 || lesson.taught === frame;
        if (isOver && lessons.get(tabId) === lesson) stop(tabId);
      });
      port.post({ type: 'start', language: deps.language(), part: lesson.part });
    },
    async start(tabId, part) {
      stop(tabId);
      const lesson: Lesson = { frames: new Set(), part, taught: null, isForeign: false };
      lessons.set(tabId, lesson);
      if (await deps.inject(tabId)) return ok(null);
      if (lessons.get(tabId) === lesson) lessons.delete(tabId);
      return fail('no-access');
    },
    arm(tabId, part) {
      const lesson = lessons.get(tabId);
      if (!lesson) return;
      lesson.part = part;
      lesson.isForeign = false;
      for (const { port } of lesson.frames) port.post({ type: 'arm', part });
    },
    stop,
    async save(tabId) {
      const lesson = lessons.get(tabId);
      const frame = lesson ? taughtFrame(lesson) : null;
      if (!frame?.state?.overlay) return fail('not-ready');
      const saved = await deps.overlays.save(frame.state.overlay, frame.host);
      if (saved.ok) stop(tabId);
      return saved;
    },
    view(tabId) {
      const lesson = lessons.get(tabId);
      if (!lesson) return null;
      const frame = taughtFrame(lesson);
      const state = frame?.state;
      return {
        host: frame?.host ?? '',
        origin: frame?.origin ?? '',
        armed: state?.armed ?? lesson.part,
        next: state ? state.next : 'buyer',
        done: state?.done ?? [],
        used: state?.used ?? 0,
        problem: lesson.isForeign ? 'other-frame' : (state?.problem ?? null),
        rows: state?.rows ?? [],
        buyerName: state?.buyerName ?? null,
        isReady: (state?.overlay ?? null) !== null,
      };
    },
  };
}
