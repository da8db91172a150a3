import type { ReactElement } from 'react';
import { DeskApp } from '@/components/desk/desk-app';
import { SidePanelApp } from '@/components/panel/side-panel-app';
import { PracticeApp } from '@/components/practice/practice-app';
import { StripApp } from '@/components/strip/strip-app';
import { systemClock } from '@/lib/core/clock';
import type { Settings, TabView } from '@/lib/platform/messages';
import { createPracticeEngine } from '@/lib/practice/engine';
import { PRACTICE_SCRIPTS } from '@/lib/practice/scripts';
import { createFakeHost, type FakeHost } from '../support/fake-host';
import {
  makeAdvice,
  makeRow,
  makeSuggestion,
  makeTab,
  PLAYBOOK_SUGGESTION,
  SETTINGS,
  SHOP,
  SLOT_SUGGESTION,
  SOURCES,
} from '../support/view-samples';

type Look = Pick<Settings, 'language' | 'colorScheme'>;

function makeHost(look: Look, tab: TabView | null, settings: Partial<Settings> = {}): FakeHost {
  let current: Settings = { ...SETTINGS, ...settings, ...look };
  return createFakeHost({
    'tab.bind': () => tab,
    'tab.painted': () => null,
    'read.list': () => [{ id: 'm1', role: 'buyer', text: '在吗' }],
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
    search: () => [
      {
        entryId: 'a',
        id: 'r-1',
        kind: 'answer',
        title: '什么时候发货',
        text: '您好，现在拍下付款后48小时内给您发出。',
        shortcut: 'fh',
        source: 'starter',
        internal: false,
      },
      {
        entryId: 'b',
        id: 'r-2',
        kind: 'card',
        title: '三包法要点',
        text: '七日内性能故障可退货。',
        source: 'starter',
        internal: true,
      },
    ],
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

/** The view of a named scene. */
export function createScene(name: string, look: Look): ReactElement {
  const scene = SCENES[name];
  if (!scene) throw new Error(`no scene ${name}; there are ${Object.keys(SCENES).join(', ')}`);
  return scene(look);
}
