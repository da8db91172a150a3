// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SidePanelApp } from '@/components/panel/side-panel-app';
import { LLM_REASONS, type LlmToolView, type LlmView } from '@/lib/platform/methods/llm-methods';
import { createFakeHost, type FakeHost } from '../../support/fake-host';
import { press, type Rendered, render, settle } from '../../support/render';
import { makeSuggestion, makeTab, REF, SETTINGS, SHOP, SOURCES } from '../../support/view-samples';

const DRAFT = '付款后48小时内发出。';
const LLM: LlmView = {
  tabId: 7,
  ref: REF,
  turnId: 't-1',
  state: 'running',
  reason: null,
  candidates: [],
  preview: [],
  withheld: 0,
  dropped: false,
  mode: 'auto',
};
const TOOL: LlmToolView = {
  tabId: 7,
  ref: REF,
  tool: 'warmer',
  source: { kind: 'draft', text: DRAFT },
  state: 'running',
  reason: null,
  preview: '',
  result: null,
};
const IDLE: LlmToolView = { ...TOOL, tool: null, source: null, state: 'idle' };
const READY: LlmView = { ...LLM, state: 'stopped', reason: 'ready' };

let host: FakeHost;
let view: Rendered;

beforeEach(() => {
  host = createFakeHost({
    'tab.bind': () => makeTab({ draft: { text: DRAFT, findings: [] } }),
    'tab.painted': () => null,
    'facts.get': () => [],
    'read.list': () => [],
    'settings.get': () => SETTINGS,
    'shop.list': () => [SHOP],
    'sync.status': () => SOURCES,
    'ask.list': () => [],
    'llm.tab.get': () => LLM,
    'llm.tool.get': () => TOOL,
    'llm.tool.stop': () => null,
    'llm.tool.run': () => null,
  });
});
afterEach(async () => {
  await view.unmount();
  document.body.replaceChildren();
});

const open = async () => {
  view = await render(<SidePanelApp client={host} tabId={7} />);
};
/** The host goes away, and another one knows `llm` and `tool`. */
const restart = async (llm: LlmView | null, tool: LlmToolView | null) => {
  host.answer('llm.tab.get', () => llm);
  host.answer('llm.tool.get', () => tool);
  await act(async () => host.setState('connecting'));
  await settle();
};
const connect = async () => {
  await act(async () => host.setState('connected'));
  await settle();
};
const status = () => view.get('llm-status').dataset;

test('the host goes away while it writes: said at once, and still when the next host knows nothing of it', async () => {
  await open();
  expect(status().state).toBe('running');
  await restart(READY, IDLE);
  expect(status()).toMatchObject({ state: 'error', reason: 'interrupted' });
  expect(view.get('llm-tool-sheet').dataset).toMatchObject({ state: 'error', reason: 'interrupted' });
  await connect();
  expect(status()).toMatchObject({ state: 'error', reason: 'interrupted' });
  expect(view.get('llm-dock-status').textContent).toContain('助手重启');
  expect(view.get('llm-tool-sheet').textContent).toContain('助手重启');
  // Writing again is newer; when it then waits for the press, that is no interruption.
  await act(async () => host.push({ type: 'llm', tabId: 7, llm: LLM }));
  await settle();
  expect(status().state).toBe('running');
  await act(async () => host.push({ type: 'llm', tabId: 7, llm: READY }));
  await settle();
  expect(status()).toMatchObject({ state: 'stopped', reason: 'ready' });
});

test('what broke off is put away by the agent', async () => {
  await open();
  await restart(READY, IDLE);
  await connect();
  await press(view.get('llm-tool-stop'));
  expect(view.has('llm-tool-sheet')).toBe(false);
});

test('what broke off for one turn is not said of another', async () => {
  await open();
  await restart({ ...READY, turnId: 't-2' }, IDLE);
  await connect();
  expect(status()).toMatchObject({ state: 'stopped', reason: 'ready' });
});

test('a host that goes away when nothing was being written: nothing is said', async () => {
  host.answer('llm.tab.get', () => READY);
  host.answer('llm.tool.get', () => IDLE);
  await open();
  await restart(READY, IDLE);
  await connect();
  expect(status()).toMatchObject({ state: 'stopped', reason: 'ready' });
  expect(view.has('llm-tool-sheet')).toBe(false);
});

test('a citation opens its entry on the desk, of the source that it came from', async () => {
  const candidate = {
    ...makeSuggestion({ id: 'llm:1', text: DRAFT }),
    origin: 'llm' as const,
    cites: [{ ...makeSuggestion().source, entryId: 'ship/when?', from: 'feed hq' }],
  };
  host.answer('llm.tab.get', () => ({ ...LLM, state: 'done', candidates: [candidate] }));
  host.answer('llm.tool.get', () => IDLE);
  await open();
  await press(view.get('llm-cite'));
  expect(host.opened).toEqual(['#/knowledge/ship%2Fwhen%3F/feed%20hq']);
});

test.each(['zh-CN', 'en'])('every reason is worded in %s, in a line that fits, and names no code', (language) => {
  const words = JSON.parse(readFileSync(`assets/locales/${language}.json`, 'utf8')).llm.reason as Record<
    string,
    string
  >;
  expect(Object.keys(words).sort()).toEqual([...LLM_REASONS].sort());
  for (const [reason, text] of Object.entries(words)) {
    expect(text.length, reason).toBeGreaterThan(2);
    expect(text.length, reason).toBeLessThanOrEqual(language === 'en' ? 75 : 30);
    expect(text).not.toMatch(/\b[45]\d\d\b|HTTP|undefined/);
  }
});
