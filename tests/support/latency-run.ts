import type { PutServer } from './put-server';
import { type Agent, type Lead, openWork, pushNotice, recallNotice } from './team-run';

/** Times between the manifest on the server and the wording in the agent's panel, ms. */
export interface Latency {
  pushMs: number[];
  recallMs: number[];
}

/** The share `p` of the values is at or below this. */
export const percentile = (values: readonly number[], p: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(p * values.length) - 1)] ?? Number.NaN;

const shows = (id: string, wording: string): string =>
  `[...document.querySelectorAll('[data-testid="${id}"]')].some((e) => e.textContent.includes(${JSON.stringify(wording)}))`;

/**
 * Pushes and recalls `rounds` notices while the agent's console and panel are open. The clock is one: both browsers and
 * the server run on this machine.
 */
export async function measureLatency(lead: Lead, agent: Agent, server: PutServer, rounds: number): Promise<Latency> {
  const { panel } = await openWork(agent);
  await panel.evaluate(WATCH_BANNER);
  const publishedAtMs = () => server.writtenAtMs.get('kb/manifest.json') ?? Number.NaN;
  const result: Latency = { pushMs: [], recallMs: [] };
  for (let round = 1; round <= rounds; round++) {
    const title = `第${round}条`;
    const wording = `统一口径编号${round}：请以商品详情页的说明为准`;
    await pushNotice(lead, { title, wording });
    await panel.waitFor(shows('notice', wording), 60_000);
    result.pushMs.push(await seenSince(panel, publishedAtMs()));
    await recallNotice(lead, title);
    await panel.waitFor(`!${shows('notice', wording)}`, 60_000);
    result.recallMs.push(await seenSince(panel, publishedAtMs()));
  }
  return result;
}

/** The panel's own clock tells when its banner last changed, so that a slow driver does not count. */
async function seenSince(panel: Awaited<ReturnType<typeof openWork>>['panel'], atMs: number): Promise<number> {
  return (await panel.evaluate<number>('window.__bannerAtMs ?? Date.now()')) - atMs;
}

/** Notes in the panel when its banner changes. */
const WATCH_BANNER = `(() => {
  const look = () => [...document.querySelectorAll('[data-testid="notice"]')].map((e) => e.textContent).join();
  let last = look();
  window.__bannerAtMs = Date.now();
  new MutationObserver(() => {
    const now = look();
    if (now !== last) { last = now; window.__bannerAtMs = Date.now(); }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
})()`;
