import { createCalls } from '@/lib/core/calls';
import type { FindProblems } from '@/lib/knowledge/import/create-import';
import { guardText } from '@/lib/suggest/guard/guard';
import { createImportSession } from './import-session';
import type { PageSide } from './open-session';

/** The worker of an import: reads, checks and arranges the rows of a file; what is written goes through the page to the host. */
const end = self as unknown as Parameters<typeof createCalls>[0];
const page = createCalls<PageSide>(end, () => session);

const session = createImportSession({
  target: {
    begin: () => page.call('begin'),
    add: (id, rows) => page.call('add', id, rows),
    commit: (id, label) => page.call('commit', id, label),
    putImage: (base64) => page.call('putImage', base64),
  },
  settings: {
    get: (key) => page.call('getSetting', key),
    put: (key, value) => page.call('putSetting', key, value),
  },
  async guard(): Promise<FindProblems> {
    const lexicons = await page.call('lexicons');
    return (text) => guardText(text, { lexicons });
  },
  onProgress: (done) => void page.call('progress', done),
});
