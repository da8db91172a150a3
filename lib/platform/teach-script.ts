import { createLog } from '@/lib/core/log';
import { browser } from './browser';

const log = createLog('teach-script');
const SCRIPT = '/teach.js';

/** Puts the teaching script into every frame of a tab that we may touch; false = not even the page itself. */
export async function teachInTab(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [SCRIPT] });
    return true;
  } catch (error) {
    log.debug('this page lets nobody teach', { error: String(error) });
    return false;
  }
}
