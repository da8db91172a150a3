import { extendAddress, REGIONS } from './address-edges';
import type { Page, PersonalSpan } from './personal-data';

const NAME = '(?:(?![我你您他她俺咱的了吗呢吧啊哦到送寄给是在去往说把被这那哪就边])[\\u4e00-\\u9fff])';
const NUMBER = '(?:[a-z]?\\d{1,4}[a-z]?|第?[一二三四五六七八九十]{1,3})';

interface Place {
  /** Stands in every match and is found at once; the pattern itself is tried at every character. */
  holds: RegExp;
  pattern: RegExp;
}

/** Hospitals down to the ward or bed, campuses down to the dormitory, halls down to the floor. */
const PLACES: readonly Place[] = [
  {
    holds: /医|附院|卫生院|研究所|[一二三四五六]院|保健院|疗养院|康复中心|妇幼/,
    pattern: new RegExp(
      `${NAME}{2,14}?(?:医院|附院|卫生院|研究所|[一二三四五六][医院]院?|保健院|疗养院|康复中心|妇幼)${NAME}{0,10}?(?:\\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])(?:号楼|栋|座|楼|层|床|病区|病房|区|室|号病房)(?:[a-z]?\\d{2,4})?`,
      'g',
    ),
  },
  {
    holds: /学|校|师范|[一二三四]中/,
    pattern: new RegExp(
      `${NAME}{2,10}?(?:大学|学院|校区|中学|职校|技校|师范|[一二三四]中|学部)${NAME}{0,10}?${NUMBER}(?:号?(?:宿舍楼?|公寓楼?|教学楼|楼)|舍|栋|幢|斋|苑|公寓|宿舍)(?:[a-z]?\\d{2,4}[a-z]?)?`,
      'g',
    ),
  },
  {
    holds: /天街|万达|商场|购物中心|市场|广场|大厦/,
    pattern: new RegExp(
      `${NAME}{2,8}?(?:天街|万达|商场|购物中心|市场|广场|大厦)[a-z]?(?:馆|座|区|栋)?${NUMBER}(?:楼|层)(?:[a-z]?\\d{2,4}[a-z]?)?`,
      'g',
    ),
  },
  {
    holds: /\d区\d/,
    pattern: new RegExp(`${NAME}{1,3}里?\\d{1,2}区\\d{1,3}(?:号?楼|栋)(?:\\d{1,2}(?:门|单元))?(?:\\d{3,4})?`, 'g'),
  },
  {
    holds: /邨/,
    pattern: new RegExp(`${NAME}{2,8}?邨${NAME}{2,4}?[楼阁座](?:\\d{1,2}楼)?(?:[a-z]?\\d{1,4}[a-z]?)?室?`, 'g'),
  },
  {
    holds: /(?:舍|寓)[a-z]?\d{3}/,
    pattern: new RegExp(
      `${NAME}{1,6}?(?:北|南|东|西|[一二三四五六七八九十])?(?:苑|区|园)?(?:学生)?${NUMBER}(?:舍|宿舍|公寓)[a-z]?\\d{3}`,
      'g',
    ),
  },
  {
    holds: /(?:舍|楼|寓)[a-z]?\d{3}/,
    pattern: /(?<![一-鿿])(?:[东南西北中][区苑园])?\d{1,2}(?:舍|号?宿舍楼?|号?公寓)[a-z]?\d{3}/g,
  },
];
/** What stands within a written address: anything but marks, people and particles. */
const INSIDE = '[^\\s,，。.、;；!！?？:：()（）"“”\'‘’~～|/我你您他她俺吗呢吧啊哦了谢]';
/** From a province or city through district and street to a number or village, whatever the names between are made of. */
const GREEDY = new RegExp(
  `(?=[${[...new Set(REGIONS.map((region) => region.charAt(0)))].join('')}])(?:${REGIONS.join('|')})${INSIDE}{0,8}(?:市|区|县|旗|州|盟|师)${INSIDE}{1,14}?(?:镇|乡|街道|路|街|道|巷|村|屯|苏木|团|农场|门|苑|园|城|楼|广场|大厦|小区)${INSIDE}{0,30}?(?:\\d{1,5}[a-z]?(?:号楼|号院|号|栋|幢|座|楼|层|单元|室|房|户|弄|组|队|社|连|屯)(?:[-–之]?[a-z]?\\d{1,4}[a-z]?室?)?|[一二三四五六七八九十]{1,3}(?:组|队|社|连|屯|栋|单元)|\\d{1,3}(?:-\\d{1,4}){1,3})`,
  'g',
);
const GREEDY_HOLDS = /[市区县旗州盟师]/;
/** Doors of the underground, ends of villages. */
const SPOTS_HOLD = /地铁站|轻轨站|车站|村委会|村口|大队部/;
const SPOTS = new RegExp(
  `${NAME}{2,10}?(?:地铁站|轻轨站|车站|村委会|村口|大队部)(?:[a-z]\\d?|\\d{1,2}号?)?(?:出?口|对面|旁边?|隔壁)(?:旁边?|第[一二三四五]家)?`,
  'g',
);

/** A label of an address form, and what stands behind it up to the end of its line. */
const LABELLED =
  /(?:所在地区|所在区域|收货地区|详细地址|收货地址|收件地址|寄件地址|家庭地址|住址|门牌号?码?|地址)(?:是|为|改成|改为|写|:|：|\s){1,3}(?<part>[\u4e00-\u9fff][\u4e00-\u9fffa-z0-9\- ]{3,40})(?=$|[,，。;；!！?？\n])/g;
const DEEP =
  /省.{2,4}市.{2,5}[市区县旗]|市.{2,5}[区县旗].{2,8}(?:镇|乡|街道)|街道.{2,}|[路街巷].{2,}(?:小区|苑|园|楼|厂|院)|(?:小区|花园|苑|公寓|村).{0,4}\d/;

/** Places that are an address by what they are, whatever stands around. */
export function findPlaces(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  if (
    !/[\d一二三四五六七八九十a-z](?:号|楼|层|床|病|区|室|栋|座|舍|幢|斋|苑|公寓|宿舍|教学)|邨|[站口][a-z\d]|口旁|对面|村口|地址|地区|住址|门牌|[组队社连屯]|\d-\d/.test(
      text,
    )
  )
    return spans;
  const matches = (holds: RegExp, pattern: RegExp) => (holds.test(text) ? text.matchAll(pattern) : []);
  for (const { holds, pattern } of PLACES)
    for (const match of matches(holds, pattern)) {
      if (/几|哪|多少/.test(match[0]) || /^(?:没|有|几|能|不)/.test(match[0])) continue;
      spans.push({ type: 'address', start: match.index, end: extendAddress(text, match.index + match[0].length) });
    }
  for (const match of matches(GREEDY_HOLDS, GREEDY))
    spans.push({ type: 'address', start: match.index, end: extendAddress(text, match.index + match[0].length) });
  for (const match of matches(SPOTS_HOLD, SPOTS))
    if (!/哪|几|吗/.test(match[0]))
      spans.push({ type: 'address', start: match.index, end: match.index + match[0].length });
  for (const match of text.matchAll(LABELLED)) {
    const part = match.groups?.part ?? '';
    if (!DEEP.test(part) || /[吗呢么哪的了]|怎么|什么|能不能/.test(part)) continue;
    const start = match.index + match[0].length - part.length;
    spans.push({ type: 'address', start, end: start + part.length });
  }
  return spans;
}
