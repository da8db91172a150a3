import type { StructureReport, TabView, TeachView } from '@/lib/platform/messages';
import type { OverlayInfo } from '@/lib/platform/methods/teach-methods';
import { makeTab } from '../support/view-samples';

/** States of a page that nobody wrote an adapter for: found, not found, taught step by step, changed. */

const HOST = 'kefu.shop.example';
const ORIGIN = `https://${HOST}/*`;
const SURE = { whole: 0.84, list: 1, roles: 0.85, text: 1, composer: 0.9, name: 0.95 };

const ROWS: TeachView['rows'] = [
  { id: '1', role: 'system', text: '当前用户来自 商品详情页' },
  { id: '2', role: 'buyer', text: '这件真丝衬衫会不会褪色呀' },
  { id: '3', role: 'agent', text: '亲，桑蚕丝建议冷水手洗，不要浸泡' },
  { id: '4', role: 'buyer', text: '我上次买的那件洗了一次就起球了，这次的面料和上次是同一种吗？' },
];

const page = (part: Partial<TabView>): TabView =>
  makeTab({ console: HOST, host: HOST, buyer: { name: '小鹿爱逛街' }, ...part });

const teach = (part: Partial<TeachView>): TabView =>
  page({
    state: 'unknown',
    ref: null,
    buyer: null,
    advice: null,
    teach: {
      armed: null,
      next: 'buyer',
      done: [],
      used: 0,
      problem: null,
      rows: [],
      buyerName: null,
      host: HOST,
      origin: ORIGIN,
      isReady: false,
      ...part,
    },
  });

export const CONSOLE_TABS: Record<string, TabView> = {
  'found-surely': page({ detect: { confidence: SURE, missing: [], origin: ORIGIN } }),
  'found-hardly': page({
    detect: { confidence: { ...SURE, whole: 0.64, roles: 0.65, name: 0.3 }, missing: ['name'], origin: ORIGIN },
  }),
  'not-found': page({
    state: 'unknown',
    ref: null,
    buyer: null,
    advice: null,
    detect: { confidence: { ...SURE, whole: 0.2, roles: 0.2, name: 0 }, missing: ['roles', 'name'], origin: ORIGIN },
  }),
  looking: page({ state: 'unknown', ref: null, buyer: null, advice: null }),
  'teach-start': teach({}),
  'teach-armed': teach({ armed: 'agent', next: null, done: ['buyer'], used: 1 }),
  'teach-unsure': teach({
    next: 'agent',
    done: ['buyer', 'agent', 'composer'],
    used: 3,
    problem: 'more-agent',
    rows: ROWS.map((row, i) => (i === 3 ? { ...row, role: 'unknown' } : row)),
  }),
  'teach-ready': teach({
    next: null,
    done: ['buyer', 'agent', 'composer', 'name'],
    used: 4,
    rows: ROWS,
    buyerName: '小鹿爱逛街',
    isReady: true,
  }),
  taught: page({ isTaught: true }),
  'stuck-waiting': makeTab({ state: 'waiting', ref: null, buyer: null, advice: null }),
  'changed-still-read': makeTab({
    state: 'changed',
    health: { parts: { composer: { hits: 0, broken: true }, rows: { hits: 12, broken: false } } },
  }),
  'console-changed': page({
    state: 'changed',
    ref: null,
    advice: null,
    health: { parts: { role: { hits: 0, broken: true }, rows: { hits: 12, broken: false } } },
  }),
};

/** What the desk lists: one that changed, one that was not recognised, one that is well. */
export const OPEN_TABS: TabView[] = [
  makeTab({
    tabId: 1,
    state: 'changed',
    health: { parts: { composer: { hits: 0, broken: true }, role: { hits: 0, broken: true } } },
  }),
  page({ tabId: 2, state: 'unknown' }),
  makeTab({ tabId: 3, console: 'feige', host: 'im.jinritemai.com' }),
];
export const OVERLAYS: OverlayInfo[] = [
  { host: HOST, savedAtMs: Date.UTC(2026, 10, 20), proof: 'taught' },
  { host: 'im.another-long-console-name.example.com', savedAtMs: Date.UTC(2026, 9, 2), proof: 'taught' },
];
export const REPORT: StructureReport = {
  console: HOST,
  page: `https://${HOST}/chat/#/?`,
  broken: ['role'],
  selectors: [
    { part: 'rows', css: '.msg-list > .msg-row', hits: 30, visible: 12 },
    { part: 'role', css: '.msg-row.is-self', hits: 0, visible: 0 },
    { part: 'composer', css: 'textarea.reply-box', hits: 1, visible: 1 },
  ],
  outline: [
    'body',
    '  div#app.layout',
    '    div.chat-main',
    '      ul.msg-list',
    '        li.msg-row.left ×18',
    '        li.msg-row.right ×12',
    '      textarea.reply-box',
  ],
};
