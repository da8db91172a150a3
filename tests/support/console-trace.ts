import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openConsole } from './console-page';
import { buildDir, launchBare, launchExtension } from './extension';

interface TraceEvent {
  name: string;
  ts: number;
  pid: number;
  tid: number;
  /** Wall time, µs. */
  dur?: number;
  /** Time on the CPU, µs: a machine that is busy elsewhere must not count. */
  tdur?: number;
  args?: { name?: string; data?: { url?: string; frames?: TraceFrame[] } };
}

/** A frame as the trace names it when it starts. */
interface TraceFrame {
  url?: string;
  parent?: string;
  processId?: number;
}

export interface ConsoleTrace {
  /** Longest slice of ours, ms of CPU: script whose address is the extension's, with the style and layout that it forces. */
  worstSliceMs: number;
  slices: number;
  /** All style and layout in the console's own thread, ms of CPU. */
  styleAndLayoutMs: number;
  /** How many passes of style or layout that was. */
  layouts: number;
  /** How many of them a script of ours forced. */
  forced: number;
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
  // a busy machine may not have drawn the burst yet
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const events = (JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }).traceEvents;
  const cpu = (event: TraceEvent) => (event.tdur ?? event.dur ?? 0) / 1000;
  // Only the thread of the console page: our own pages may take their time.
  const { processId } = events.flatMap(({ args }) => args?.data?.frames ?? []).find(isConsoleFrame) ?? {};
  const thread = events.find(
    (e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain' && e.pid === processId,
  );
  if (!thread) throw new Error('the trace does not say which thread is the console’s');
  const own = events.filter((e) => e.pid === thread.pid && e.tid === thread.tid);
  const ours = own.filter((e) => SCRIPT.has(e.name) && e.args?.data?.url?.includes('/content-scripts/'));
  const layout = own.filter((e) => LAYOUT.has(e.name));
  const isInOurs = (e: TraceEvent) => ours.some(({ ts, dur = 0 }) => ts <= e.ts && e.ts <= ts + dur);
  return {
    worstSliceMs: Math.max(0, ...ours.map(cpu)),
    slices: ours.length,
    styleAndLayoutMs: layout.reduce((sum, event) => sum + cpu(event), 0),
    layouts: layout.length,
    forced: layout.filter(isInOurs).length,
  };
}

const isConsoleFrame = ({ url = '', parent }: TraceFrame): boolean => url.startsWith('https:') && parent === undefined;

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
  const measure = async (context: BrowserContext): Promise<ConsoleTrace[]> => {
    const browser = context.browser();
    if (!browser) throw new Error('no browser handle');
    const page = await openConsole(context, options.console);
    await page.evaluate((rows) => window.__fixture.load(rows), options.rows);
    await page.waitForTimeout(2500);
    const traces: ConsoleTrace[] = [];
    for (let run = 0; run < options.runs; run++) traces.push(await traceBurst(browser, page, options.burst, run));
    return traces;
  };
  const extension = await launchExtension({ dir: buildDir() });
  const withUs = await measure(extension.context).finally(() => extension.close());
  // the same mode of the browser: another one lays text out ten times as fast
  const bare = await launchBare();
  const without = await measure(bare.context).finally(() => bare.close());
  return { with: withUs, without };
}
