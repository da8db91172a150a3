import type { Page } from 'playwright-core';
import type { HostMethod, HostMethods } from '@/lib/platform/messages';
import { openConsole } from './console-page';
import { buildDir, type ExtensionBrowser, launchExtension } from './extension';
import { type LlmServer, startLlmServer } from './llm-server/start';
import type { PanelDriver } from './side-panel';

/** A browser with the e2e build, its desk, and the scripted endpoint beside it. */
export interface LlmRun {
  extension: ExtensionBrowser;
  server: LlmServer;
  desk: Page;
  /** Calls the host as a view of ours does. */
  call<M extends HostMethod>(method: M, params: HostMethods[M]['params']): Promise<HostMethods[M]['result']>;
  /** Another behaviour of the endpoint; what is open is asked anew. */
  setModel(model: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts it; `page` of the desk is shown. */
export async function startLlmRun(page = '#/llm', userDataDir?: string): Promise<LlmRun> {
  const server = await startLlmServer();
  const extension = await launchExtension({ dir: buildDir('e2e'), ...(userDataDir ? { userDataDir } : {}) });
  const desk = await extension.context.newPage();
  await desk.goto(`${extension.origin}/desk.html${page}`);
  const call: LlmRun['call'] = async (method, params) =>
    (await desk.evaluate(callHost, [method, params] as const)) as never;
  return {
    extension,
    server,
    desk,
    call,
    setModel: async (model) => {
      await call('llm.settings.set', { on: true, preset: 'custom', baseUrl: server.url, model });
    },
    close: async () => {
      await extension.close();
      await server.close();
    },
  };
}

/** Runs in a page of ours: calls the host as a view does, over a line that has proved to be there. */
export async function callHost([method, params]: readonly [string, object]): Promise<unknown> {
  const open = async () => {
    await chrome.runtime.sendMessage({ type: 'host.ensure' });
    const port = chrome.runtime.connect({ name: 'view' });
    let lastId = 0;
    const ask = (name: string, given: object) =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++lastId;
        port.onDisconnect.addListener(() => reject(new Error(`${name}: the host is gone`)));
        port.onMessage.addListener((frame: { id?: number; ok?: boolean; result?: unknown; reason?: string }) => {
          if (frame.id !== id) return;
          if (frame.ok) resolve(frame.result);
          else reject(new Error(`${name}: ${frame.reason}`));
        });
        port.postMessage({ id, method: name, params: given });
      });
    return { port, ask };
  };
  for (let tries = 1; ; tries++) {
    const { port, ask } = await open();
    const isThere = await ask('settings.get', {}).then(
      () => true,
      () => false,
    );
    if (isThere) return ask(method, params).finally(() => port.disconnect());
    if (tries > 40) throw new Error(`${method}: no host`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A console with the panel beside it. */
export interface LlmChat {
  page: Page;
  panel: PanelDriver;
  /** The buyer writes. */
  receive(text: string): Promise<void>;
  /** The agent answers: what is asked next is a question of its own, and what was asked is settled. */
  reply(): Promise<void>;
  /** Waits for a state of the candidates. */
  llmState(state: string, reason?: string): Promise<void>;
  /** The first local suggestion, as it stands. */
  localText(): Promise<string>;
  /** The newest turn is this one, and what is local has answered it. */
  answered(question: string): Promise<void>;
}

/** Opens the console and the real side panel, and waits until both know each other and the knowledge is there. */
export async function openLlmChat(run: Pick<LlmRun, 'extension'>): Promise<LlmChat> {
  const page = await openConsole(run.extension.context, 'pinduoduo');
  const panel = await run.extension.openPanel(page);
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-state="attached"]')`);
  await panel.waitFor(`Number(document.querySelector('[data-testid="sync-status"]')?.dataset.count) > 0`, 20_000);
  return {
    page,
    panel,
    receive: async (text) => {
      await page.evaluate((given) => window.__fixture.receive({ text: given }), text);
    },
    reply: async () => {
      await page.evaluate(() => window.__fixture.receive({ role: 'agent', text: '好的，已为您处理' }));
    },
    llmState: async (state, reason) => {
      const wanted = `[data-testid="llm-status"][data-state="${state}"]${reason ? `[data-reason="${reason}"]` : ''}`;
      await panel.waitFor(`document.querySelector(${JSON.stringify(wanted)})`, 20_000);
    },
    answered: async (question) => {
      await panel.waitFor(
        `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes(${JSON.stringify(question)}) && document.querySelector('[data-testid="suggestion"][data-origin="local"]')`,
        20_000,
      );
    },
    localText: () =>
      panel.evaluate<string>(
        `document.querySelector('[data-testid="suggestion"][data-origin="local"] [data-testid="suggestion-text"]')?.textContent ?? ''`,
      ),
  };
}
