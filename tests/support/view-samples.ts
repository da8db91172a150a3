import type { FactSheet } from '@/lib/chat/page-facts';
import { SHOP_FACTS } from '@/lib/knowledge/shop-facts';
import type { EntryRow, Settings, ShopProfileView, SyncSource, TabView } from '@/lib/platform/messages';
import type { PhraseItem } from '@/lib/platform/methods/phrases-methods';
import type { LeadQuestion } from '@/lib/suggest/ask-lead';
import type { Advice, CardView, SourceInfo, Suggestion } from '@/lib/suggest/view-model';

/** Sample view data: plausible, complete, used by component tests and screenshots. */

export const REF = { console: 'pinduoduo', shop: '1001', buyer: 'b-1' };

const SOURCE: SourceInfo = {
  entryId: 'care.silk.colour',
  kind: 'answer',
  title: '真丝会不会褪色',
  from: 'starter',
  sources: ['FZ/T 43015'],
  updatedAt: '2026-10-02',
  verifyBy: '2027-04-01',
  stale: false,
  internal: false,
};

export const makeSuggestion = (part: Partial<Suggestion> = {}): Suggestion => ({
  id: 's-1',
  entryId: 'care.silk.colour',
  origin: 'local',
  title: '真丝会不会褪色',
  text: '亲，真丝首次下水会有一点点浮色，属于正常现象。建议第一次用30℃以下冷水、加一小勺盐单独手洗，阴凉处晾干，之后颜色就很稳定了。',
  slots: [],
  confidence: 0.93,
  why: [
    { code: 'asked-like', text: '真丝的衣服会掉色吗' },
    { code: 'product', terms: ['真丝'] },
  ],
  source: SOURCE,
  ...part,
});

export const makePhrase = (part: Partial<PhraseItem> & { entryId: string }): PhraseItem => ({
  id: `search:starter:${part.entryId}`,
  kind: 'answer',
  title: '什么时候发货',
  text: '您好，现在拍下付款后48小时内给您发出，发出后会有物流短信，您也可以在订单里看进度。',
  source: 'starter',
  internal: false,
  mine: false,
  pinned: false,
  images: [],
  ...part,
});

export const LEAD_QUESTION: LeadQuestion = {
  id: 'ask-1',
  question: '刚穿一次就掉色，把我白裙子都染了！今天不解决我就打12315，电话〔手机号1〕',
  before: [
    { role: 'buyer', text: '这件衣服掉色' },
    { role: 'agent', text: '您好，请问是第一次洗吗' },
  ],
  shop: '青禾女装旗舰店',
  product: '法式真丝衬衫 真丝',
  scene: 'complaint.escalate',
  mood: { level: 8, class: '愤怒' },
  risks: ['legal'],
  tried: ['掉色投诉处理'],
  urgent: true,
};

const SHIP_TEXT = '您好，现在拍下〔发货时间〕给您发出，默认发中通或圆通。';
export const SLOT_SUGGESTION = makeSuggestion({
  id: 's-2',
  entryId: 'ship.when',
  text: SHIP_TEXT,
  slots: [
    { name: 'ship_time', start: 7, end: 13, empty: true },
    { name: 'courier', start: 21, end: 26, empty: false, origin: 'shop' },
  ],
  missingFacts: ['ship_time'],
  confidence: 0.7,
  why: [{ code: 'terms', terms: ['发货', '快递'] }],
  source: { ...SOURCE, entryId: 'ship.when', title: '什么时候发货', stale: true },
});

export const PLAYBOOK_SUGGESTION = makeSuggestion({
  id: 's-3',
  entryId: 'pb.fade',
  text: '特别理解您的心情，刚穿就掉色换谁都会着急。您拍一张掉色部位的照片给我，我马上给您出方案。',
  why: [{ code: 'scene', scene: 'aftersale.quality' }],
  source: {
    ...SOURCE,
    entryId: 'pb.fade',
    kind: 'playbook',
    title: '掉色投诉处理',
    from: '总部知识库',
    owner: '李主管',
  },
  options: [
    {
      label: '退货退款',
      text: '我帮您申请退货退款，运费由我们承担，收到货后48小时内退款。',
      pays: 'seller',
      withinHours: 48,
      allowed: true,
    },
    {
      label: '补偿保留',
      text: '您留着穿的话，给您补偿15元，今天内到账。',
      pays: 'seller',
      withinHours: 24,
      amountMax: 15,
      allowed: true,
    },
    {
      label: '换新',
      text: '给您换一件新的，换货运费我们出。',
      pays: 'seller',
      withinHours: 72,
      amountMax: 100,
      allowed: false,
    },
  ],
});

export const SILK_CARD: CardView = {
  id: 'c-1',
  entryId: 'card.silk.colour',
  title: '真丝护色要点',
  body: '**桑蚕丝**首次水洗有浮色，染色牢度一般 3 级左右。\n- 30℃ 以下冷水，中性洗涤剂\n- 深浅分开，浸泡不超过 5 分钟\n- 反面阴干，不可暴晒\n- 汗渍及时清洗，避免泛黄',
  send: [
    { id: 'c-1/0', label: '插入洗法', text: '真丝建议30℃以下冷水手洗，用中性洗涤剂，泡5分钟以内，反面阴干就好。' },
    { id: 'c-1/1', label: '插入提醒', text: '第一次下水有轻微浮色是正常的，深色浅色记得分开洗哦。' },
  ],
  why: [{ code: 'trigger', terms: ['褪色', '真丝'] }],
  source: { ...SOURCE, entryId: 'card.silk.colour', kind: 'card', title: '真丝护色要点' },
  internal: false,
};

export const makeAdvice = (part: Partial<Advice> = {}): Advice => ({
  ref: REF,
  turnId: 't-1',
  turnText: '这件真丝衬衫会不会褪色呀',
  language: 'zh-CN',
  scene: { id: 'presale.care', confidence: 0.91 },
  mood: { level: 2, class: '纠结', evidence: [{ start: 6, end: 11, text: '会不会褪色' }], escalate: false },
  risks: [],
  subtext: null,
  product: { title: '法式真丝衬衫', id: '5566', attributes: { 材质: '真丝' }, origin: 'panel', readFrom: 'card' },
  cards: [SILK_CARD],
  ask: null,
  suggestions: [makeSuggestion()],
  silence: null,
  findings: [],
  tookMs: 4,
  ...part,
});

export const makeTab = (part: Partial<TabView> = {}): TabView => ({
  tabId: 7,
  console: 'pinduoduo',
  state: 'attached',
  shop: { id: '1001', name: '青禾女装旗舰店' },
  buyer: { id: 'b-1', name: '小鹿' },
  draft: null,
  ref: REF,
  health: { parts: {} },
  host: 'mms.pinduoduo.com',
  advice: makeAdvice(),
  revision: 1,
  practice: false,
  ...part,
});

/** An order and the product in focus, as a page with both panels and a card gives them. */
export const FACT_SHEETS: FactSheet[] = [
  {
    kind: 'order',
    facts: [
      { name: 'id', value: '250418-301928374650192', readFrom: 'panel' },
      { name: 'state', value: '已发货', readFrom: 'panel' },
      { name: 'promisedShipTime', value: '今天 18:00 前', readFrom: 'panel' },
      { name: 'carrier', value: '中通快递', readFrom: 'panel' },
      { name: 'trackingNo', value: '73120485516290', readFrom: 'panel' },
      { name: 'lastTrack', value: '【杭州市】快件已到达杭州转运中心，预计明天送达', readFrom: 'panel' },
    ],
    items: [
      {
        kind: 'product',
        facts: [
          { name: 'title', value: '法式真丝衬衫', readFrom: 'panel' },
          { name: 'attribute', label: '颜色', value: '雾蓝', readFrom: 'panel' },
          { name: 'attribute', label: '尺码', value: 'M', readFrom: 'panel' },
        ],
        items: [],
      },
    ],
  },
  {
    kind: 'product',
    facts: [
      { name: 'title', value: '法式真丝衬衫女长袖设计感小众气质通勤上衣', readFrom: 'card' },
      { name: 'id', value: '620001', readFrom: 'url' },
      { name: 'price', value: '￥299.00', readFrom: 'card' },
      { name: 'attribute', label: '材质', value: '桑蚕丝 93% 氨纶 7%', readFrom: 'panel' },
    ],
    items: [],
  },
];

export const SETTINGS: Settings = {
  language: 'zh-CN',
  colorScheme: 'light',
  strip: true,
  role: 'agent',
  groups: [],
  insertAndSend: false,
  offHosts: [],
  firstRunDone: true,
};

const NOW = Date.now();
export const SOURCES: SyncSource[] = [
  { id: 'starter', name: '起步知识库', url: '', version: 1, count: 386, state: 'idle', checkedAtMs: NOW - 90_000 },
  {
    id: 'feed-hq',
    name: '总部知识库',
    url: 'https://kb.example.com/manifest.json',
    version: 12,
    count: 1204,
    state: 'idle',
    checkedAtMs: NOW - 4000,
    changedAtMs: NOW - 7_200_000,
    nextAtMs: NOW + 5000,
  },
];

export const SHOP: ShopProfileView = {
  shopId: 'default',
  name: '所有店铺',
  facts: { courier: '中通或圆通', ship_from: '浙江杭州' },
  unlocks: Object.fromEntries(SHOP_FACTS.map((fact, index) => [fact.name, Math.max(1, 34 - index * 2)])),
};

const KINDS = ['answer', 'answer', 'answer', 'card', 'playbook'];
const TITLES = [
  '什么时候发货',
  '真丝会不会褪色',
  '身高体重选什么码',
  '七天无理由怎么退',
  '运费险怎么用',
  '快递停滞处理',
  '羽绒服怎么洗',
];
const SCENES = [
  'logistics.shiptime',
  'presale.care',
  'presale.size',
  'aftersale.return',
  'aftersale.return',
  'logistics.delay',
  'presale.care',
];

/** Row `index` of a long knowledge list. */
export const makeRow = (index: number): EntryRow => ({
  id: `entry-${index}`,
  kind: KINDS[index % KINDS.length] ?? 'answer',
  title: `${TITLES[index % TITLES.length]}${index >= TITLES.length ? ` · ${index}` : ''}`,
  scene: SCENES[index % SCENES.length],
  folder: '售后/退货',
  status: 'published',
  source: index % 3 === 0 ? 'feed-hq' : 'starter',
  updatedAt: '2026-10-02',
  internal: index % 11 === 5,
});
