import type { Adapter } from '@/lib/console/adapter';
import type { Console, ConsoleEvents } from '@/lib/console/console';
import { checkOnPage } from '@/lib/console/overlay/check-on-page';
import { createOverlaidConsole, type OverlaidConsole } from '@/lib/console/overlay/overlaid-console';
import { systemClock } from '@/lib/core/clock';
import { type RunningConsole, type RunOptions, runConsole } from './run-console';

export interface OverlaidOptions extends Omit<RunOptions, 'mount'> {
  /** When taught rules of this host take over from the base. */
  when: 'always' | 'changed';
  base(on: ConsoleEvents): Console;
  /** What reads by taught rules; by default exactly by them. */
  taught?(rules: Adapter, on: ConsoleEvents): Console;
}

/** Runs a console that taught rules of its host may take over. */
export function runOverlaid({ when, base, taught, ...options }: OverlaidOptions): RunningConsole {
  let page: OverlaidConsole | null = null;
  return runConsole({
    ...options,
    mount: (on) => {
      page = createOverlaidConsole({ document, clock: systemClock, on, when, base, ...(taught && { taught }) });
      return page;
    },
    onHost: (message, reply) => {
      if (message.type === 'overlay') page?.setOverlay(isForFrame(message.overlay) ? message.overlay : null);
      else if (message.type === 'check-overlay')
        reply({
          type: 'overlay-checked',
          requestId: message.requestId,
          problem: isForFrame(message.overlay) ? checkOnPage(document, message.overlay) : null,
        });
      options.onHost?.(message, reply);
    },
  });
}

/** A chat in a frame is taught in that frame. */
const isForFrame = (overlay: Adapter | null): boolean => {
  const isTop = window === window.top;
  return overlay?.match.some(({ frame }) => frame === 'any' || (frame === 'top') === isTop) ?? false;
};
