import type { Clock } from '@/lib/core/clock';
import type { Snapshot } from '@/lib/platform/messages';
import type { Adapter } from '../adapter';
import { type Console, type ConsoleEvents, createConsole } from '../console';

/** A console that taught rules may take over: taught beats detected; a bundled adapter gives way only when its page has changed. */
export interface OverlaidConsole extends Console {
  setOverlay(overlay: Adapter | null): void;
}

export interface OverlaidDeps {
  document: Document;
  clock: Clock;
  on: ConsoleEvents;
  /** `always`: taught rules come first. `changed`: only once the base says that its page has changed. */
  when: 'always' | 'changed';
  /** What reads the page without taught rules. */
  base(on: ConsoleEvents): Console;
  /** What reads it by taught rules; by default exactly by them. */
  taught?(rules: Adapter, on: ConsoleEvents): Console;
}

/** Mounts base and overlay on a page; at most one of them reads at a time. */
export function createOverlaidConsole({ document, clock, on, when, base, ...deps }: OverlaidDeps): OverlaidConsole {
  let overlay: Adapter | null = null;
  let taught: Console | null = null;
  let running = false;
  let off = false;
  let hasChanged = false;

  const ground = base({
    ...on,
    snapshot: (snapshot: Snapshot) => {
      if (taught) return;
      if (snapshot.state === 'changed') hasChanged = true;
      if (overlay && wantsOverlay()) settle();
      else on.snapshot?.(snapshot);
    },
  });
  const wantsOverlay = () => overlay !== null && (when === 'always' || hasChanged);
  const active = () => taught ?? ground;

  /** Puts the right one to work. */
  const settle = () => {
    if (taught || !overlay || !wantsOverlay()) return;
    // after the base's own callback: it must not be stopped in the middle of its look
    queueMicrotask(() => {
      if (taught || !overlay || !wantsOverlay()) return;
      ground.stop();
      const events: ConsoleEvents = { ...on, snapshot: (snapshot) => on.snapshot?.({ ...snapshot, taught: true }) };
      taught = deps.taught?.(overlay, events) ?? createConsole({ document, adapter: overlay, clock, on: events });
      if (off) taught.setOff(true);
      else if (running) taught.start();
    });
  };

  return {
    setOverlay(next) {
      if (JSON.stringify(next) === JSON.stringify(overlay)) return;
      taught?.stop();
      taught = null;
      overlay = next;
      if (wantsOverlay()) settle();
      else if (running && !off) {
        ground.start();
        // the base may see no change since it spoke last
        on.snapshot?.(ground.snapshot());
      }
    },
    start() {
      running = true;
      active().start();
    },
    stop() {
      running = false;
      taught?.stop();
      ground.stop();
    },
    insert: (request) => active().insert(request),
    fix: (request) => active().fix(request),
    judge: (verdict) => active().judge(verdict),
    snapshot: () => ({ ...active().snapshot(), ...(taught && { taught: true }) }),
    setOff(next) {
      off = next;
      active().setOff(next);
    },
    composer: () => active().composer(),
    isComposing: () => active().isComposing(),
    report: () => active().report(),
  };
}
