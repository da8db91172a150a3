/** Chrome's offscreen document, the host's home. Not in the polyfill, absent on some forks. */

const URL_PATH = '/host.html';
let creating: Promise<void> | null = null;

/** True where offscreen documents exist. */
export const hasOffscreen = (): boolean => typeof chrome !== 'undefined' && chrome.offscreen !== undefined;

/** True while the host document lives. */
export async function isHostOpen(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT] });
  return contexts.length > 0;
}

/** Creates the host document unless it lives; many calls at once make one. Resolves when its scripts have run. */
export async function openHost(): Promise<void> {
  if (await isHostOpen()) return;
  creating ??= chrome.offscreen
    .createDocument({
      url: URL_PATH,
      reasons: [chrome.offscreen.Reason.WORKERS],
      justification: 'Keeps the knowledge index in memory and answers the open chat',
    })
    .catch((error: unknown) => {
      // Another wake-up of this worker was faster.
      if (!String(error).includes('single offscreen')) throw error;
    })
    .finally(() => {
      creating = null;
    });
  await creating;
}

/** Closes the host document; nothing happens when there is none. */
export async function closeHost(): Promise<void> {
  if (await isHostOpen()) await chrome.offscreen.closeDocument();
}
