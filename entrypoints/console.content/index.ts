import { defineContentScript } from 'wxt/utils/define-content-script';
import permissions from '@/lib/console/permissions.baseline.json';
import { findAdapter } from '@/lib/console/registry';
import { runConsole } from './run-console';

export default defineContentScript({
  // `e2e` builds add localhost through the manifest hook of wxt.config.ts.
  matches: permissions.hosts,
  allFrames: true,
  runAt: 'document_idle',
  main() {
    const adapter = findAdapter(new URL(location.href), window === window.top);
    if (adapter) runConsole(adapter);
  },
});
