import './manners-count';

import { runOverlaid } from '@/entrypoints/console.content/run-overlaid';
import { createConsole } from '@/lib/console/console';
import { createDetectedConsole } from '@/lib/console/detect/detected-console';
import { findAdapter } from '@/lib/console/registry';
import { systemClock } from '@/lib/core/clock';
import { counts, host } from './manners-count';

/** Runs in the page's isolated world as the shipped scripts do, on a line to a host that the test plays. */
const adapter = findAdapter(new URL(location.href));
const before = { ...counts };
const running = runOverlaid({
  when: adapter ? 'changed' : 'always',
  base: (on) =>
    adapter
      ? createConsole({ document, adapter, clock: systemClock, on })
      : createDetectedConsole({ document, host: location.host, clock: systemClock, on }),
  strip: adapter !== null,
});
Object.assign(globalThis, { manners: { counts, before, host, leave: () => running.leave() } });
