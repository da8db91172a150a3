import type { ReactElement } from 'react';
import { DeskApp } from '@/components/desk/desk-app';
import { SidePanelApp } from '@/components/panel/side-panel-app';
import { PracticeApp } from '@/components/practice/practice-app';
import { StripApp } from '@/components/strip/strip-app';
import { systemClock } from '@/lib/core/clock';
import type { Settings, TabView } from '@/lib/platform/messages';
import type { LlmToolView, LlmView } from '@/lib/platform/methods/llm-methods';
import { createPracticeEngine } from '@/lib/practice/engine';
import { PRACTICE_SCRIPTS } from '@/lib/practice/scripts';
import { CONFLICTS, JOB, PLAN, REVIEW } from '../support/askings-samples';
import { createFakeHost, type FakeHost } from '../support/fake-host';
import { LLM_SETTINGS, OUTBOUND } from '../support/llm-samples';
import {
  FACT_SHEETS,
  LEAD_QUESTION,
  makeAdvice,
  makePhrase,
  makeRow,
  makeSuggestion,
  makeTab,
  PLAYBOOK_SUGGESTION,
  SETTINGS,
  SHOP,
  SLOT_SUGGESTION,
  SOURCES,
} from '../support/view-samples';
import { CONSOLE_TABS, OPEN_TABS, OVERLAYS, REPORT } from './console-scenes';

const PHRASES = [
  makePhrase({ entryId: 'a', shortcut: 'fh', pinned: true }),
  makePhrase({
    entryId: 'b',
    title: '真丝衬衫尺码表',
    text: '亲，这款偏修身，按您身高体重建议 M 码，喜欢宽松拍 L 码。',
    images: [{ name: '尺码表.png', sha256: 'ab', caption: '女装尺码表' }],
  }),
  makePhrase({
    entryId: 'me-1',
    title: '补发已安排',
    text: '好的亲，已经给您登记，今天安排补发。',
    source: 'own',
    mine: true,
  }),
];

type Look = Pick<Settings, 'language' | 'colorScheme'>;

function makeHost(look: Look, tab: TabView | null, settings: Partial<Settings> = {}): FakeHost {
  let current: Settings = { ...SETTINGS, ...settings, ...look };
  return createFakeHost({
    'tab.bind': () => tab,
    'tab.painted': () => null,
    'read.list': () => [{ id: 'm1', role: 'buyer', text: '在吗' }],
    'facts.get': () => FACT_SHEETS,
    'settings.get': () => current,
    'settings.set': (part) => {
      current = { ...current, ...part };
      return current;
    },
    'shop.list': () => [SHOP],
    'shop.save': () => null,
    'sync.status': () => SOURCES,
    'sync.now': () => null,
    insert: () => ({ ok: true, undo: true }),
    copied: () => null,
    feedback: () => null,
    choose: () => null,
    'ask.list': () => [
      {
        id: 'q1',
        atMs: Date.now() - 900_000,
        state: 'open',
        question: '这件能不能刻字，〔姓名1〕三个字',
        shop: '青禾女装',
        product: '银手镯',
        scene: 'presale.feature',
      },
      { id: 'q2', atMs: Date.now() - 9_000_000, state: 'answered', question: '能开专票吗', entryId: 'ask-2' },
    ],
    'ask.card.get': () => LEAD_QUESTION,
    'ask.open': () => null,
    'ask.drop': () => null,
    'ask.answer': () => ({ ok: true, value: { entryId: 'ask-1' } }),
    'backup.status': () => ({ count: 63, isDue: true, lastAtMs: Date.now() - 864_000_000 }),
    'phrases.sent.list': () => [{ text: '好的亲，已经给〔姓名1〕登记，今天安排补发', title: '好的亲，已经给登记' }],
    'phrases.own.get': () => ({ title: '补发', text: '好的亲，今天安排补发', folder: '售后', shortcut: 'bf' }),
    'phrases.pin': () => null,
    'phrases.folder.list': () => ({ total: 3, rows: PHRASES }),
    'phrases.home.get': () => ({
      pins: PHRASES.slice(0, 1),
      recents: PHRASES.slice(1),
      favourites: [],
      folders: {
        name: '',
        path: '',
        count: 386,
        folders: ['售前', '物流', '活动', '售后', '投诉'].map((name, i) => ({
          name,
          path: name,
          count: 116 - i * 20,
          folders: [],
        })),
      },
    }),
    search: () => PHRASES,
    'knowledge.list': ({ offset, limit }) => ({
      total: 10_000,
      rows: Array.from({ length: Math.min(limit, 10_000 - offset) }, (_, i) => makeRow(offset + i)),
    }),
    'knowledge.get': ({ id }) => ({
      kind: 'answer',
      id,
      title: '真丝会不会褪色',
      scene: 'presale.care',
      questions: ['真丝掉色吗'],
      askings: ['真丝的衣服会掉色吗', '洗了会不会褪色'],
      answer: '亲，真丝首次下水会有一点点浮色，属于正常现象。建议第一次用30℃以下冷水单独手洗，阴凉处晾干。',
      probe: '您平时是手洗还是机洗呢？',
      tags: ['真丝', '护理'],
      updated_at: '2026-10-02',
      sources: ['FZ/T 43015'],
      status: 'published',
    }),
    'llm.settings.get': () => LLM_SETTINGS,
    'llm.settings.set': () => LLM_SETTINGS,
    'llm.test': () => ({ ok: false, reason: 'origin-refused' }),
    'llm.outbound.list': () => OUTBOUND,
    'askings.job.get': () => (look.colorScheme === 'dark' ? JOB : { ...JOB, state: 'done', done: 42 }),
    'askings.plan.get': () => PLAN,
    'askings.list.get': () => REVIEW,
    'askings.check.get': () => null,
    'askings.accept.clean': () => ({
      ok: true,
      value: { step: { atMs: 1, what: 'askings', label: '', count: 3 }, count: 23, skipped: [] },
    }),
    'conflicts.job.get': () => ({ ...JOB, state: 'paused', reason: 'budget' }),
    'conflicts.plan.get': () => ({ ...PLAN, count: 6, barred: 'no-key' }),
    'conflicts.list.get': () => ({ rows: CONFLICTS }),
    'tab.list': () => (look.language === 'en' && look.colorScheme === 'dark' ? [] : OPEN_TABS),
    'overlay.list': () => OVERLAYS,
    'overlay.import': () => ({ ok: false, reason: 'host-not-allowed', detail: 'kefu.shop.example' }),
    'page.report': () => ({ ok: true, value: REPORT }),
    'team.list': () => [],
    'team.read': () => ({
      team: '青禾女装客服部',
      url: 'https://kb.example.com/qinghe/manifest.json',
      groups: ['白班', '夜班'],
      level: 'company',
      signed: true,
      joined: false,
    }),
    'notice.current': () => [],
    'sync.add': () => ({ id: 'feed-new' }),
    'sync.remove': () => null,
    'privacy.wipe': () => null,
    'privacy.report': () => ({
      stores: [
        { name: 'shards', rows: 18, bytes: 642_113 },
        { name: 'sources', rows: 2, bytes: 840 },
        { name: 'shops', rows: 1, bytes: 410 },
        { name: 'feedback', rows: 12, bytes: 3120 },
        { name: 'segments', rows: 8, bytes: 1_203_000 },
        { name: 'settings', rows: 1, bytes: 220 },
      ],
    }),
    'feedback.list': () => [
      {
        id: 'f1',
        atMs: Date.now() - 600_000,
        kind: 'missing',
        entryId: null,
        question: '这个能寄到〔地址1〕吗，我电话〔手机号1〕',
        scene: 'logistics.carrier',
      },
      {
        id: 'f2',
        atMs: Date.now() - 86_400_000,
        kind: 'outdated',
        entryId: 'ship.when',
        question: '今天能发货不',
        scene: 'logistics.shiptime',
      },
    ],
  });
}

const LONG = `${'我要投诉！等了五天都不发货，问谁谁都不管。'.repeat(8)}\u202eabc\u200b\u200b<img src=x onerror=alert(1)>`;

const SCENES: Record<string, (look: Look) => ReactElement> = {
  panel: (look) => (
    <SidePanelApp
      client={makeHost(look, makeTab({ advice: makeAdvice({ suggestions: [makeSuggestion(), SLOT_SUGGESTION] }) }), {
        firstRunDone: false,
      })}
    />
  ),
  angry: (look) => (
    <SidePanelApp
      client={makeHost(
        look,
        makeTab({
          advice: makeAdvice({
            turnText: '刚穿一次就掉色，把我白裙子都染了！今天不解决我就打12315',
            scene: { id: 'complaint.escalate', confidence: 0.95 },
            mood: { level: 8, class: '愤怒', evidence: [{ start: 0, end: 7, text: '刚穿一次就掉色' }], escalate: true },
            risks: [
              { type: 'legal', evidence: [{ start: 23, end: 30, text: '打12315' }] },
              { type: 'bad_review', evidence: [] },
            ],
            subtext: {
              entryId: 'sub',
              need: '怕没人负责',
              probe: { id: 'p', text: '您方便拍一张染色部位的照片吗？我马上给您处理。' },
            },
            suggestions: [{ ...PLAYBOOK_SUGGESTION, origin: 'notice' }],
            cards: [],
          }),
        }),
      )}
    />
  ),
  ask: (look) => (
    <SidePanelApp
      client={makeHost(
        look,
        makeTab({
          practice: true,
          console: 'practice',
          advice: makeAdvice({
            turnText: '洗了会缩水吗',
            product: null,
            suggestions: [],
            cards: [],
            ask: {
              attribute: '材质',
              values: ['纯棉', '羊毛', '真丝', '亚麻', '粘胶', '涤纶'],
              terms: ['缩水'],
              question: { id: 'q', text: '亲，方便告诉我是哪一款吗？不同面料缩水情况不一样，我帮您看准。' },
            },
          }),
        }),
      )}
    />
  ),
  silent: (look) => (
    <SidePanelApp
      client={makeHost(
        look,
        makeTab({ advice: makeAdvice({ turnText: LONG, suggestions: [], cards: [], silence: 'low', product: null }) }),
      )}
    />
  ),
  changed: (look) => <SidePanelApp client={makeHost(look, makeTab({ state: 'changed' }))} />,
  waiting: (look) => (
    <SidePanelApp
      client={makeHost(look, makeTab({ state: 'waiting', buyer: null, ref: null, advice: null }), {
        firstRunDone: false,
      })}
    />
  ),
  strip: (look) => {
    const host = makeHost(look, null);
    setTimeout(
      () =>
        host.push({
          type: 'tab',
          tabId: 7,
          tab: makeTab({ advice: makeAdvice({ suggestions: [makeSuggestion(), SLOT_SUGGESTION] }) }),
        }),
      100,
    );
    return <StripApp client={host} />;
  },
  practice: (look) => {
    const engine = createPracticeEngine({
      scripts: PRACTICE_SCRIPTS,
      clock: systemClock,
      schedule: (action, ms) => {
        const timer = setTimeout(action, ms / 20);
        return () => clearTimeout(timer);
      },
    });
    return (
      <PracticeApp
        client={makeHost(look, null)}
        engine={engine}
        panelUrl={`/?scene=panel&lang=${look.language}&scheme=${look.colorScheme}`}
      />
    );
  },
  desk: (look) => <DeskApp client={makeHost(look, null)} />,
  none: (look) => <SidePanelApp client={makeHost(look, null)} />,
};

const LLM_TEXT = '亲，付款后48小时内发出，默认中通快递，一般2到4天送到。';
const LLM_REF = makeTab().ref;

/** A panel whose LLM has written, with a draft in the box. */
function makeLlmHost(look: Look, llm: Partial<LlmView>, tool: Partial<LlmToolView>): FakeHost {
  const tab = makeTab({
    advice: makeAdvice({ suggestions: [makeSuggestion(), SLOT_SUGGESTION], language: 'en' }),
    draft: { text: LLM_TEXT, findings: [] },
  });
  const host = makeHost(look, tab);
  host.answer('llm.tab.get', () => ({
    tabId: 7,
    ref: LLM_REF,
    turnId: 't',
    state: 'done',
    reason: null,
    candidates: [
      {
        ...makeSuggestion({ id: 'llm:1', text: LLM_TEXT }),
        origin: 'llm',
        style: 'direct',
        cites: [makeSuggestion().source],
      },
    ],
    preview: [],
    withheld: 0,
    dropped: false,
    mode: 'auto',
    ...llm,
  }));
  host.answer('llm.tool.get', () => ({
    tabId: 7,
    ref: LLM_REF,
    tool: 'to-buyer',
    source: { kind: 'draft', text: LLM_TEXT },
    state: 'done',
    reason: null,
    preview: '',
    result: null,
    ...tool,
  }));
  return host;
}

const LLM_SCENES: typeof SCENES = {
  'llm-idle': (look) => <SidePanelApp client={makeLlmHost(look, {}, { state: 'idle', tool: null, source: null })} />,
  'llm-translated': (look) => (
    <SidePanelApp
      client={makeLlmHost(
        look,
        {},
        {
          result: {
            id: 'tool:1',
            text: 'We ship within 48 hours after payment, by ZTO Express. It usually takes 2 to 5 days.',
            language: 'en',
            isReplaced: false,
            back: { state: 'done', text: '我们在付款后48小时内发货，使用中通快递，一般需要2到5天。' },
            findings: [
              { type: 'unbacked', severity: 'amber', start: 0, end: 0, span: '4天', rule: 'unbacked.lost' },
              { type: 'unbacked', severity: 'amber', start: 78, end: 84, span: '5 days', rule: 'unbacked.number' },
            ],
          },
        },
      )}
    />
  ),
  'llm-writing': (look) => (
    <SidePanelApp
      client={makeLlmHost(
        look,
        { state: 'running', candidates: [] },
        { state: 'running', tool: 'warmer', preview: '亲，付款后48小时内发出，' },
      )}
    />
  ),
  'llm-replaced': (look) => (
    <SidePanelApp
      client={makeLlmHost(
        look,
        {},
        {
          tool: 'warmer',
          source: { kind: 'draft', text: '付款后48小时内发出' },
          result: { id: 'tool:2', text: LLM_TEXT, language: 'zh', findings: [], isReplaced: true },
        },
      )}
    />
  ),
  'llm-failed': (look) => (
    <SidePanelApp
      client={makeLlmHost(
        look,
        { state: 'error', reason: 'auth', candidates: [] },
        { state: 'error', tool: 'shorter', reason: 'auth' },
      )}
    />
  ),
};

/** The view of a named scene. */
export function createScene(name: string, look: Look): ReactElement {
  const tab = CONSOLE_TABS[name];
  if (tab) return <SidePanelApp client={makeHost(look, tab)} />;
  const scene = { ...SCENES, ...LLM_SCENES }[name];
  if (!scene) throw new Error(`no scene ${name}; there are ${Object.keys(SCENES).join(', ')}`);
  return scene(look);
}
