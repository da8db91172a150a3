import { createRoot } from 'react-dom/client';
import { PracticeApp } from '@/components/practice/practice-app';
import { runConsole } from '@/entrypoints/console.content/run-console';
import { createConsole } from '@/lib/console/console';
import { getAdapter } from '@/lib/console/registry';
import { systemClock } from '@/lib/core/clock';
import { getOwnTabId } from '@/lib/platform/active-tab';
import { extensionUrl } from '@/lib/platform/extension-url';
import { openHostClient } from '@/lib/platform/open-host-client';
import { createPracticeEngine } from '@/lib/practice/engine';
import { PRACTICE_SCRIPTS } from '@/lib/practice/scripts';

/** `?panel=none`: the browser's own side panel stands beside the page, so the page shows none of its own. */
const withPanel = new URLSearchParams(location.search).get('panel') !== 'none';

const engine = createPracticeEngine({
  scripts: PRACTICE_SCRIPTS,
  clock: systemClock,
  schedule: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});
const root = document.getElementById('root');
if (root) {
  void getOwnTabId().then((tabId) => {
    const panelUrl = withPanel && tabId !== null ? extensionUrl(`sidepanel.html?tab=${tabId}`) : undefined;
    createRoot(root).render(<PracticeApp client={openHostClient()} engine={engine} panelUrl={panelUrl} />);
    const adapter = getAdapter('practice');
    if (adapter)
      runConsole({ mount: (on) => createConsole({ document, adapter, clock: systemClock, on }), strip: false });
  });
}
