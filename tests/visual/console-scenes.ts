import type { TabView, TeachView } from '@/lib/platform/messages';
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
  'console-changed': page({
    state: 'changed',
    ref: null,
    advice: null,
    health: { parts: { role: { hits: 0, broken: true }, rows: { hits: 12, broken: false } } },
  }),
};
