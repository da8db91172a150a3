import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createDetectedConsole } from '@/lib/console/detect/detected-console';
import { systemClock } from '@/lib/core/clock';
import { takeOver } from './console.content/run-console';
import { runOverlaid } from './console.content/run-overlaid';

/**
 * Injected into pages that nobody wrote an adapter for: on the agent's press, or on hosts that were granted. Each frame looks at
 * itself; inner frames say nothing before they have found a chat.
 */
export default defineUnlistedScript(() => {
  const world = globalThis as { deskmateDetect?: { lookAgain(): void } };
  // a second press, or a press on a granted host: the copy that is here looks again
  if (world.deskmateDetect) return world.deskmateDetect.lookAgain();
  takeOver(document, () => leave());
  let lookAgain = () => {};
  const running = runOverlaid({
    when: 'always',
    base: (on) => {
      const page = createDetectedConsole({ document, host: location.host, clock: systemClock, on });
      lookAgain = () => page.lookAgain();
      return page;
    },
    taught: (rules, on) =>
      createDetectedConsole({ document, host: location.host, clock: systemClock, on, taught: rules }),
    strip: false,
    // a frame of the page's own may have been taught; foreign ones speak up when they have found a chat
    lazy: window !== window.top && !isOwnFrame(),
    onOrphan: () => {
      delete world.deskmateDetect;
    },
    onHost: (message) => {
      if (message.type === 'look-again') lookAgain();
    },
  });
  const leave = () => {
    delete world.deskmateDetect;
    running.leave();
  };
  world.deskmateDetect = { lookAgain: () => lookAgain() };
});

const isOwnFrame = (): boolean => {
  try {
    return window.top?.location.host === location.host;
  } catch {
    return false;
  }
};
