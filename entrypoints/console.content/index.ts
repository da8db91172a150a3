import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Adapter } from '@/lib/console/adapter';
import { createConsole } from '@/lib/console/console';
import permissions from '@/lib/console/permissions.baseline.json';
import { findAdapter } from '@/lib/console/registry';
import { watchLocation } from '@/lib/console/watch-location';
import { systemClock } from '@/lib/core/clock';
import { type RunningConsole, takeOver } from './run-console';
import { runOverlaid } from './run-overlaid';

export default defineContentScript({
  // `e2e` builds add localhost through the manifest hook of wxt.config.ts.
  matches: permissions.hosts,
  allFrames: true,
  runAt: 'document_idle',
  main() {
    let running: (RunningConsole & { adapter: Adapter }) | null = null;
    takeOver(document, () => {
      stopWatching();
      running?.leave();
    });
    // A single-page backend comes to its chat, and leaves it, without a load.
    const stopWatching = watchLocation(window, (url) => {
      const adapter = findAdapter(url, window === window.top);
      if (adapter?.id === running?.adapter.id) return;
      running?.leave();
      running = adapter ? { adapter, ...run(adapter, () => stopWatching()) } : null;
    });
  },
});

const run = (adapter: Adapter, onOrphan: () => void): RunningConsole =>
  runOverlaid({
    when: 'changed',
    base: (on) => createConsole({ document, adapter, clock: systemClock, on }),
    strip: !adapter.practice,
    onOrphan,
  });
