import { extendAddress, trimAddress } from './address-edges';
import {
  type Component,
  type ComponentKind,
  type ComponentReader,
  createComponentReader,
  maskStops,
} from './address-grammar';
import { findPlaces } from './address-places';
import type { Page, PersonalSpan } from './personal-data';

/** Most components of one address; real ones have up to ten. */
const MAX_COMPONENTS = 14;

/** How strongly a component says that this is somebody's address (0 = a place everybody may name). */
const WEIGHT: Record<ComponentKind, number> = {
  province: 0.5,
  city: 0.5,
  county: 1,
  town: 1.5,
  village: 1,
  group: 1.5,
  road: 1,
  'numbered-road': 3,
  estate: 1,
  building: 2,
  unit: 2,
  room: 1,
  gate: 1,
  crossing: 3,
};
/** Needed to call a chain an address. */
const ENOUGH = 2.5;

/** Reads components of one text, each place once: chains from neighbouring starts read the same ones. */
function createReader(page: string): ComponentReader {
  const readComponent = createComponentReader(maskStops(page));
  const first = new Map<number, Component | null>();
  const next = new Map<number, Component | null>();
  return (at, isFirst) => {
    const seen = isFirst ? first : next;
    let component = seen.get(at);
    if (component === undefined) {
      component = readComponent(at, isFirst);
      seen.set(at, component);
    }
    return component;
  };
}

/** Reads components from `start` for as long as they join on. */
function readChain(text: string, start: number, read: ComponentReader): Component[] {
  const chain: Component[] = [];
  let at = start;
  while (chain.length < MAX_COMPONENTS) {
    let found: Component | null = read(at, chain.length === 0);
    if (!found && chain.length > 0) {
      const gap = /^[ ,、\-–\t]{1,2}/.exec(text.slice(at, at + 3));
      const next = gap ? read(at + gap[0].length, true) : null;
      // Behind a gap only what is an address by itself goes on: another clause may begin there.
      if (next && next.kind !== 'gate' && next.kind !== 'road') found = next;
    }
    if (!found) break;
    chain.push(found);
    at = found.end;
  }
  return chain;
}

/** True when a shipping question follows: 太仓市沙溪镇能到吗. */
const asksShipping = (text: string, end: number): boolean =>
  /^[ ,]{0,2}(?:那边|这边|能|可以|可不可以|发不|到不|送不|寄不|多久|几天|要几|包邮|运费|有货|有没|有仓|的?快递|支持|偏远|属于|算|可发|行不|下雨|仓)/.test(
    text.slice(end, end + 8),
  );

/** True when a chain of components says where somebody lives or works, rather than naming a region. */
function isAddress(chain: readonly Component[], page: Page): boolean {
  const kinds = chain.map((component) => component.kind);
  const has = (...wanted: ComponentKind[]) => wanted.some((kind) => kinds.includes(kind));
  const end = chain.at(-1)?.end ?? 0;
  const start = chain[0]?.start ?? 0;
  const score = kinds.reduce(
    (sum, kind, i) => sum + (kinds.indexOf(kind) === i || kind === 'building' ? WEIGHT[kind] : 0),
    0,
  );
  const isRegion = !has(
    'numbered-road',
    'estate',
    'building',
    'unit',
    'room',
    'gate',
    'crossing',
    'village',
    'group',
    'road',
  );
  if (/第$|那$|这$|几$|有$|买$/.test(page.text.slice(Math.max(0, start - 1), start)) && chain.length === 1)
    return false;
  // 一单元的电梯, 三号楼和五号楼之间: of the house, not where somebody lives.
  if (chain.length === 1 && /^(?:的?电梯|的?大?门|之间|楼道|有[个没]|都)/.test(page.text.slice(end, end + 4)))
    return false;
  if (isRegion) return has('town') && has('county') && chain.length >= 3 && !asksShipping(page.text, end);
  if (has('numbered-road', 'crossing')) return true;
  const words = page.text.slice(start, end);
  if (has('building') && /号楼|号院|栋|幢/.test(words))
    return /\d|[一二三四五六七八九十][号单栋幢]/.test(words) && !/^几|整栋|号楼梯/.test(words);
  if (has('unit') && /单元/.test(words)) return true;
  if (has('building') && has('estate', 'room', 'county', 'road', 'town')) return true;
  if (has('estate', 'village') && has('room') && chain.length >= 2)
    return /\d{2,}|[一二三四五六七八九零]{3}/.test(words);
  if (has('estate') && /(?:大学|学院).{1,12}(?:公寓|宿舍|寝室)$/.test(words)) return true;
  if (has('estate') && /(?:大学|学院).{0,12}(?:舍|楼|斋|栋|幢)/.test(words)) return true;
  // 某某小学门口 is a place to hand over; a bank's or a shop's door is not where anybody lives.
  if (has('estate') && has('gate') && end - start >= 5)
    return !/门口$/.test(words) || /(?:小学|中学|大学|学院|幼儿园|学校|医院)门口$/.test(words);
  if (has('village') && has('group')) return true;
  if (chain.length < 2) return false;
  const isAsking = asksShipping(page.text, end);
  return score >= (isAsking ? ENOUGH + 1 : ENOUGH) && has('county', 'city', 'town', 'village');
}

/** What every address has at least one of. */
const EVIDENCE =
  /[\d一二三四五六七八九十东南西北a-z]\s?(?:号|栋|幢|座|单元|舍|楼|室|房|弄|组|队|院|门|斋|#)|[路街巷村镇乡区县园]\s?[\d\u4e00-\u9fff]|路口|交叉口|交口|\d[-–]\d/;

/** Chinese addresses: every longest chain of components that is one. */
function findChinese(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  // Most messages name no place at all; one cheap look spares them the grammar.
  if (!EVIDENCE.test(text)) return spans;
  const read = createReader(text);
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    // Inside a number or a Latin word no address begins.
    const isInside = at > 0 && /[a-z0-9]/.test(text[at] ?? '') && /[a-z0-9]/.test(text[at - 1] ?? '');
    if (isInside || (code < 0x4e00 && !/[a-z0-9]/.test(text[at] ?? ''))) {
      at++;
      continue;
    }
    const chain = readChain(text, at, read);
    while (chain.length > 0 && !isAddress(chain, page)) chain.pop();
    const last = chain.at(-1);
    if (last) {
      const end = extendAddress(text, last.end);
      spans.push({ type: 'address', start: trimAddress(text, at, last.end), end });
      at = end;
    } else at++;
  }
  return spans;
}

const STREET =
  '(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|crescent|cres|terrace|close|highway|hwy|square|alley|walk|quay|parade)\\b\\.?';
const MALAY =
  '(?:jalan|jln|jl|lorong|lrg|taman|tmn|kampung|kg|persiaran|lebuh|soi|desa|komplek|perumahan|barangay|brgy|purok|đường|phường)\\.?';
const BLOCK =
  '(?:(?:unit|apt|apartment|flat|room|rm|blk|block|suite|ste|floor|flr|lot|no|tower|bldg|building|house|rumah|#)\\.?\\s?#?[a-z]?[\\d][\\w-]*|(?:flat|unit|block|tower|room|blk|apt)\\s[a-z](?![a-z])|level \\d{1,3}|#\\d[\\w-]*|\\d{1,3}/f|\\d{1,3}(?:st|nd|rd|th) floor)';
const WORD = "[a-z][a-z'.-]*";
/** A comma part that may go on: words, numbers, a postcode; at most five words. */
const PART = `\\s{0,2},\\s{0,2}(?!(?:pls|please|thanks|thx|can|i|my|the|when|it|is|and|to|not|you|ok|hi|asap|deliver|send|call|phone|tel|but|or|if)\\b)[a-z0-9#][a-z0-9#'./-]*(?: (?!(?:pls|please|thanks|thx|thank|can|when|is|not|but|phone|tel)\\b)[a-z0-9#'./-]+){0,4}`;
const ENGLISH = [
  new RegExp(
    `(?<![a-z0-9])(?:${BLOCK}[,\\s]{1,3}){0,4}(?:no\\.?\\s?)?\\d{1,5}[a-z]?(?:[-/]\\d{1,4})?,?\\s{1,2}(?:${WORD}\\s){1,5}?${STREET}(?: \\d{1,4})?(?:[,\\s]{1,2}${BLOCK}){0,3}(?:${PART}){0,6}(?:,?\\s(?:singapore\\s|s)?\\(?s?\\(?\\d{5,6}\\)?)?`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])(?:${BLOCK}[,\\s]{1,3}){0,4}(?:no\\.?\\s?)?(?:\\d{1,5}[a-z]?(?:[-/]\\d{1,4})?,?\\s{1,2})?${MALAY}\\s(?:[a-z0-9][\\w'./-]*)(?:\\s(?:${WORD}|\\d[\\w/-]*)){0,4}(?:${PART}){0,6}(?:,?\\s(?:singapore\\s|s)?\\(?s?\\(?\\d{5,6}\\)?)?`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])(?:${BLOCK}[,\\s]{1,3}){1,4}(?:${WORD}\\s?){1,5}(?:${PART}){1,6}(?:,?\\s(?:singapore\\s|s)?\\(?s?\\(?\\d{5,6}\\)?)?`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])(?:blk|block)\\s?\\d{1,4}[a-z]?(?:\\s${WORD}){1,5}(?:\\s\\d{1,3})?(?:[,\\s]{1,3}#\\d{1,3}-\\d{1,4})?(?:${PART}){0,4}(?:,?\\s(?:singapore\\s|s)?\\(?s?\\(?\\d{5,6}\\)?)?`,
    'g',
  ),
];

/** Addresses in Latin letters: house number and street, Malay and Filipino forms, unit and block chains. */
function findEnglish(page: Page): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  if (!/[a-z]{2}/.test(page.text)) return spans;
  for (const pattern of ENGLISH)
    for (const match of page.text.matchAll(pattern)) {
      if (!/\d/.test(match[0])) continue;
      spans.push({ type: 'address', start: match.index, end: match.index + match[0].trimEnd().length });
    }
  return spans;
}

/** Building-unit-room with nothing but dashes (11-2-803), where the sentence speaks of a home; an estate named as one. */
function findNamed(page: Page): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  const isHome = /小区|送|放|住|寄|楼|单元|家|地址|门牌|房号/.test(page.text);
  if (isHome)
    for (const match of page.text.matchAll(/(?<![\d\-–码号.架])\d{1,2}[-–]\d{1,2}[-–]\d{3,4}(?![\d\-–.])/g))
      if (!/(?:码|取件|取货|提货|货架)[\s:是为]*$/.test(page.text.slice(Math.max(0, match.index - 6), match.index)))
        spans.push({ type: 'address', start: match.index, end: match.index + match[0].length });
  for (const match of page.text.matchAll(
    /(?:房号|门牌号?|房间号|室号|楼号)(?:是|为|:|\s)*(?<part>\d{2,4}(?:室|号)?|[a-z]?\d{1,2}-\d{1,2}(?:-\d{1,4})?)(?!\d)/g,
  )) {
    const part = match.groups?.part ?? '';
    const start = match.index + match[0].length - part.length;
    spans.push({ type: 'address', start, end: start + part.length });
  }
  for (const match of page.text.matchAll(
    /小区(?:名字?|名称)?(?:叫做?|是|:)\s?(?<part>[\u4e00-\u9fff]{2,8})(?=$|[^\u4e00-\u9fff])/g,
  )) {
    const part = match.groups?.part ?? '';
    const start = match.index + match[0].length - part.length;
    if (!/[的了吗呢吧啊]|封闭|什么|哪/.test(part)) spans.push({ type: 'address', start, end: start + part.length });
  }
  return spans;
}

/** Every postal address of a text, from province to room, or a bare building with its room. */
export const findAddresses = (page: Page): PersonalSpan[] => [
  ...findChinese(page),
  ...findNamed(page),
  ...findPlaces(page),
  ...findEnglish(page),
];
