import { defineContentScript } from 'wxt/utils/define-content-script';
import permissions from '@/lib/console/permissions.baseline.json';
import { findAdapter } from '@/lib/console/registry';
import { watchLocation } from '@/lib/console/watch-location';
import { type RunningConsole, runConsole, takeOver } from './run-console';

export default defineContentScript({
  // `e2e` builds add localhost through the manifest hook of wxt.config.ts.
  matches: permissions.hosts,
  allFrames: true,
  runAt: 'document_idle',
  main() {
    let running: RunningConsole | null = null;
    takeOver(document, () => {
      stopWatching();
      running?.leave();
    });
    // A single-page backend comes to its chat, and leaves it, without a load.
    const stopWatching = watchLocation(window, (url) => {
      const adapter = findAdapter(url, window === window.top);
      if (adapter?.id === running?.adapter.id) return;
      running?.leave();
      running = adapter ? runConsole(adapter, () => stopWatching()) : null;
    });
  },
});
