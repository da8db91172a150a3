import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import en from '@/assets/locales/en.json';
import zhCN from '@/assets/locales/zh-CN.json';
import { SCENES } from '@/components/desk/scene-options';
import { DESK_PAGES } from '@/components/desk/use-route';
import { NAMED_CONSOLES } from '@/components/text/console-name';
import { readFromSchema, roleSchema } from '@/lib/chat/schema';
import { ENTRY_KINDS } from '@/lib/knowledge/schema';
import { SHOP_FACTS } from '@/lib/knowledge/shop-facts';
import { SYNC_REASONS } from '@/lib/knowledge/sync/reasons';
import { CONSOLE_STATES, DETECT_PARTS, INSERT_FAILURES, TEACH_PARTS } from '@/lib/platform/messages';
import { LLM_REASONS } from '@/lib/platform/methods/llm-methods';
import { OVERLAY_REASONS } from '@/lib/platform/methods/teach-methods';
import { ASKING_KINDS } from '@/lib/suggest/llm/askings/asking-kinds';
import { DRAFT_STYLES } from '@/lib/suggest/llm/draft-schema';
import { LLM_TOOLS } from '@/lib/suggest/llm/tools';

const ROOT = resolve(import.meta.dirname, '../../..');

function flatten(value: object, prefix = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof inner === 'string') out.set(path, inner);
    else for (const [deep, text] of flatten(inner, path)) out.set(deep, text);
  }
  return out;
}
const zh = flatten(zhCN);
const english = flatten(en);
const has = (key: string) => zh.has(key) || zh.has(`${key}_other`);
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

test('both locales have the same keys, and no text is empty', () => {
  expect([...english.keys()].sort()).toEqual([...zh.keys()].sort());
  for (const [key, text] of [...zh, ...english]) expect(text.trim(), key).not.toBe('');
});

test('both locales use the same variables', () => {
  for (const [key, text] of zh) expect(variables(english.get(key) ?? ''), key).toEqual(variables(text));
});

test('English texts hold no Chinese, and no locale holds an emoji', () => {
  for (const [key, text] of english) {
    if (key.startsWith('console.')) continue;
    expect(text, key).not.toMatch(/\p{Script=Han}/u);
  }
  for (const [key, text] of [...zh, ...english]) expect(text, key).not.toMatch(/\p{Extended_Pictographic}/u);
});

test('plurals stand in pairs', () => {
  for (const key of zh.keys()) if (key.endsWith('_one')) expect(zh.has(key.replace(/_one$/, '_other')), key).toBe(true);
});

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return sources(path);
    return /\.tsx?$/.test(item.name) ? [readFileSync(path, 'utf8')] : [];
  });

test('every key written in a component exists', () => {
  const used = sources(join(ROOT, 'components')).flatMap((source) => [
    ...[...source.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1] ?? ''),
    ...[...source.matchAll(/\? '([a-z]\w*(?:\.[\w-]+)+)' : '([a-z]\w*(?:\.[\w-]+)+)'/g)].flatMap((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  ]);
  expect(used.length).toBeGreaterThan(120);
  expect([...new Set(used.filter((key) => !has(key)))]).toEqual([]);
});

/** Keys that are built from codes of the contracts. */
const WHY = ['asked-like', 'terms', 'scene', 'product', 'history', 'notice', 'trigger', 'own-entry', 'values', 'llm'];
const RISKS = ['complaint', 'legal', 'media', 'bad_review', 'safety', 'self_harm', 'fraud', 'abuse', 'churn'];
const FINDINGS =
  'absolute_claim medical_claim off_platform privacy false_promise blame_or_rude incentive_review empty_slot wrong_buyer wrong_shop retired_wording over_limit empty_reply unanswered repeat unbacked'.split(
    ' ',
  );
const ORDER_FACTS = ['state', 'promisedShipTime', 'carrier', 'trackingNo', 'lastTrack'];
const built: [string, readonly string[]][] = [
  ['why', [...WHY, 'join', 'and']],
  [
    'toast',
    [
      ...INSERT_FAILURES,
      'inserted',
      'copied',
      'stale',
      'feedback',
      'saved',
      'wiped',
      'copy-failed',
      'refused',
      'stopped',
      'covered',
    ],
  ],
  [
    'silence',
    ['low', 'no-question', 'language', 'unreadable', 'loading', 'no-knowledge'].flatMap((one) => [
      `${one}.title`,
      `${one}.next`,
    ]),
  ],
  ['state', [...CONSOLE_STATES, 'stopped'].flatMap((one) => [`${one}.word`, `${one}.hint`])],
  ['console', NAMED_CONSOLES],
  ['kind', ENTRY_KINDS],
  ['facts', SHOP_FACTS.map((fact) => fact.name)],
  ['factExample', SHOP_FACTS.map((fact) => fact.name)],
  ['factGroup', ['shipping', 'aftersale', 'service', 'offer']],
  ['unit', SHOP_FACTS.flatMap((fact) => fact.unit ?? [])],
  [
    'scene',
    [...Object.entries(SCENES).flatMap(([group, scenes]) => scenes.map((scene) => `${group}.${scene}`)), 'other'],
  ],
  ['sceneGroup', Object.keys(SCENES)],
  ['emotion', ['愤怒', '焦虑', '纠结', '失望', '平静']],
  ['risk', RISKS],
  ['finding', FINDINGS],
  ['riskWhy', RISKS],
  ['findingWhy', FINDINGS],
  ['phrases.shelf', ['all', 'team', 'mine']],
  ['phrases', ['pins', 'recents', 'favourites']],
  ['toast', ['empty', 'invalid', 'disk-full', 'not-mine'].map((one) => `phrase-${one}`)],
  ['toast', ['not-a-backup', 'newer', 'invalid', 'disk-full'].map((one) => `restore-${one}`)],
  ['toast', ['gone', 'empty', 'invalid', 'disk-full'].map((one) => `answer-${one}`)],
  ['llm.reason', LLM_REASONS],
  [
    'llm.unbacked',
    [
      ...['number', 'date', 'material', 'clause', 'promise', 'lost', 'flipped', 'strayed'],
      ...['translated', 'translated-figures'],
    ],
  ],
  ['llm.tool', LLM_TOOLS],
  ['llm.tool.does', LLM_TOOLS],
  ['llm.tool.of', ['draft', 'piece']],
  ['llm.style', DRAFT_STYLES],
  ['askings.kind', ASKING_KINDS],
  [
    'askings.reason',
    ['near-copy', 'neighbour', 'personal', 'unsafe', 'length', 'name', 'guard', 'copied', 'far', 'neighbourOf'],
  ],
  ['askings.skip', ['me', 'internal', 'retired', 'kind', 'gone', 'limit']],
  ['askings.choice', ['ids', 'few', 'all']],
  [
    'askings',
    ['job', 'start', 'running', 'figures', 'plan.none'].flatMap((one) => [`${one}.askings`, `${one}.conflicts`]),
  ],
  ['askings.reach', ['before', 'after', 'exact'].flatMap((one) => [one, `${one}Hint`])],
  ['askings.next', ['budget', 'setup', 'retry']],
  ['askings.conflicts.verdict', ['contradict', 'agree', 'unclear']],
  ['sync.error', [...SYNC_REASONS, 'http', 'unknown']],
  ['product.origin', ['panel', 'entry-by-id', 'entry-by-title', 'title-words', 'said', 'chosen']],
  ['option.pays', ['seller', 'buyer', 'platform', 'insurer', 'none']],
  ['feedback', ['not-helpful', 'outdated', 'missing']],
  ['status', ['draft', 'review', 'published', 'retired']],
  ['desk.nav', DESK_PAGES],
  ['desk.sources.state', ['idle', 'checking', 'loading', 'error', 'stopped']],
  ['desk.settings.roles', ['trainee', 'agent', 'senior', 'lead']],
  ['desk.settings.schemes', ['auto', 'light', 'dark']],
  ['desk.shop', ['number', 'time', 'long']],
  ['read.role', [...roleSchema.options, 'unknown']],
  ['pageFacts.kind', ['order', 'product']],
  ['pageFacts.name', ['title', 'id', 'price', 'attribute', ...ORDER_FACTS]],
  ['pageFacts.from', [...readFromSchema.options.filter((one) => one !== 'panel'), 'orderPanel', 'productPanel']],
  ['slotFrom', ['order', 'product', 'shop', 'buyer', 'fallback']],
  ['health.part', ['container', 'rows', 'role', 'identity', 'composer', 'list']],
  ['detect.part', DETECT_PARTS],
  ['detect.missing', DETECT_PARTS],
  ['teach.part', TEACH_PARTS],
  ['teach.hint', TEACH_PARTS],
  ['overlay.refused', OVERLAY_REASONS],
  ['report.problem', ['no-page', 'off', 'stopped']],
];

test.each(built)('every code of %s has words', (prefix, codes) => {
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !has(`${prefix}.${code}`))).toEqual([]);
});

test('there are 28 scenes', () => {
  expect(Object.values(SCENES).flat()).toHaveLength(28);
});
