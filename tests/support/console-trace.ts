import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { openConsole } from './console-page';
import { buildDir, CHROMIUM_ARGS, launchExtension } from './extension';

interface TraceEvent {
  name: string;
  ts: number;
  pid: number;
  tid: number;
  /** Wall time, µs. */
  dur?: number;
  /** Time on the CPU, µs: a machine that is busy elsewhere must not count. */
  tdur?: number;
  args?: { data?: { url?: string; frame?: string } };
}

export interface ConsoleTrace {
  /** Longest slice of ours, ms of CPU: script whose address is the extension's, with the style and layout that it forces. */
  worstSliceMs: number;
  slices: number;
  /** All style and layout in the console's own thread, ms of CPU. */
  styleAndLayoutMs: number;
}

const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'TimerFire', 'FireAnimationFrame', 'RunMicrotasks']);
const LAYOUT = new Set([
  'UpdateLayoutTree',
  'RecalculateStyles',
  'Layout',
  'IntersectionObserverController::computeIntersections',
]);

/** Loads `rows` messages, then lets `burst` more arrive at once, and reads the trace of the burst. */
async function traceBurst(browser: Browser, page: Page, burst: number, round: number): Promise<ConsoleTrace> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'v8.execute', 'disabled-by-default-devtools.timeline'],
  });
  await page.evaluate(
    ([count, n]) => {
      for (let i = 0; i < count; i++) window.__fixture.receive({ text: `一阵 ${n}-${i} 什么时候发货` });
    },
    [burst, round] as const,
  );
  await page.waitForTimeout(1500);
  const events = (JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }).traceEvents;
  const cpu = (event: TraceEvent) => (event.tdur ?? event.dur ?? 0) / 1000;
  const ours = events.filter(
    (e) =>
      SCRIPT.has(e.name) &&
      e.args?.data?.url?.startsWith('chrome-extension://') &&
      e.args.data.url.includes('/content-scripts/'),
  );
  // Only the thread of the console page: our own pages may take their time.
  const thread = events.find((e) => SCRIPT.has(e.name) && /^https:/.test(e.args?.data?.url ?? ''));
  const layout = events.filter(
    (e) => LAYOUT.has(e.name) && (!thread || (e.pid === thread.pid && e.tid === thread.tid)),
  );
  return {
    worstSliceMs: Math.max(0, ...ours.map(cpu)),
    slices: ours.length,
    styleAndLayoutMs: layout.reduce((sum, event) => sum + cpu(event), 0),
  };
}

export interface ConsoleTraceRun {
  with: ConsoleTrace[];
  without: ConsoleTrace[];
}

/** The same bursts on the same page with and without the shipped build, in one run. */
export async function traceConsole(options: {
  console: string;
  rows: number;
  burst: number;
  runs: number;
}): Promise<ConsoleTraceRun> {
  const measure = async (context: BrowserContext, browser: Browser): Promise<ConsoleTrace[]> => {
    const page = await openConsole(context, options.console);
    await page.evaluate((rows) => window.__fixture.load(rows), options.rows);
    await page.waitForTimeout(2500);
    const traces: ConsoleTrace[] = [];
    for (let run = 0; run < options.runs; run++) traces.push(await traceBurst(browser, page, options.burst, run));
    return traces;
  };
  const extension = await launchExtension({ dir: buildDir() });
  const inUse = extension.context.browser();
  if (!inUse) throw new Error('no browser handle');
  const withUs = await measure(extension.context, inUse).finally(() => extension.close());
  const plain = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  const without = await measure(await plain.newContext({ viewport: { width: 1280, height: 800 } }), plain).finally(() =>
    plain.close(),
  );
  return { with: withUs, without };
}
