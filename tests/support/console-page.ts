import type { BrowserContext, Page } from 'playwright-core';
import { FIXTURE_URLS, serveFixture } from '../fixtures/consoles/serve';

/**
 * Opens a fixture console at its real address: every request to any site is answered from our fixtures or refused, so the
 * shipped build attaches as in life and nothing leaves the machine.
 */
export async function openConsole(
  context: BrowserContext,
  console: string,
  url = FIXTURE_URLS[console],
): Promise<Page> {
  if (!url) throw new Error(`no fixture url for ${console}`);
  await routeConsoles(context);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => '__fixture' in window);
  return page;
}

const routed = new WeakSet<BrowserContext>();

/** Routes all web requests of a context to the fixtures. */
export async function routeConsoles(context: BrowserContext): Promise<void> {
  if (routed.has(context)) return;
  routed.add(context);
  await context.route(/^https?:\/\//, async (route) => {
    const url = route.request().url();
    if (/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url)) return route.continue();
    const answer = await serveFixture(url);
    if (!answer) return route.abort();
    await route.fulfill({ status: answer.status, contentType: answer.contentType, body: answer.body });
  });
}
