import places from '@/assets/lexicons/redact-places.json';

/** Characters that no place name runs across: people, verbs of the sentence, particles. */
const PLACE = '(?:(?![我你您他她俺咱的了吗呢吧啊哦到送寄给是说话谢收放等接拿取问换改呀嘛哈])[\\u4e00-\\u9fff])';
const NUMBER =
  '(?:第)?(?:[a-z]\\d{0,4}|\\d{1,5}[a-z]?|[一二三四五六七八九十百两]{1,5}|[甲乙丙丁])(?:[-–之—][a-z]?\\d{0,4}[a-z]?){0,3}';
const UNIT =
  '(?:号楼|号院|号门|号厂房|号库|号仓|号店面?|号铺|号档口?|号宿舍|号公寓|号病[房区]|号(?!线|色|码|款|下午|上午|前|发|到|之前|以前|左右)|#楼?|栋|幢|座|楼(?!梯|主)|层|单元|室|房(?!间|东)|户|寝室?|宿舍|舍|床(?!单|垫)|[病院期]?区|馆|厅|铺|档口?|组|社|队|屯|村|委|连|团|门(?!口|卫)|库|厂房|窗口|巷|弄|坊|里|斋|苑|家(?=$|[,，。 ]))';
const TAIL = '(?:\\s?(?:[a-z]\\d{0,4}|\\d{2,4}[a-z]?)(?![\\da-z.*元块件斤])(?:室|房|号|户)?)?';
/** What goes on with a number: 兴盛工业园C栋三楼, 前王老家22号, 楼上7座1208室. */
const NUMBERED = new RegExp(
  `(?:(?:旁边?|对面|隔壁|后面|后|楼[上下]|斜对面|背后)的?)?${PLACE}{0,10}?${NUMBER}${UNIT}${TAIL}`,
  'y',
);
/** What goes on without: names of small places, and where parcels are kept. */
const NAMED = new RegExp(
  `${PLACE}{1,4}?组(?![合织装员长队件建成])|厂房|店面|仓库?(?![里发])|室(?![内外])|号?档口|${PLACE}{0,8}?(?:村|屯|寨|嘎查|自然村|坳|溪口|坪|岗上?|小区|花园|公寓|广场|大厦|大楼|科技园|工业园|产业园|软件园|创业园|邨|阁|苑|路口|地铁站|车站|菜鸟驿站|妈妈驿站|兔喜(?:超市|生活)?|驿站|丰巢柜?|[东西南北]头|村口|护士站|病房|住院部|门诊部?|底楼|顶楼|负[一二三1-3]楼|[东西南北]侧|[东西南北]区|[\\u4e00-\\u9fff]{1,6}科(?!技)|[东南西北](?=$|[,，。 ])|[a-z]出?口旁?|口(?=[给接等找,，。\\s]|$))`,
  'y',
);
const BARE =
  /院?\d{1,2}-\d{1,2}(?:-\d{1,4})?(?![\d-])|\s?(?:[-–]\d{1,4}){1,3}(?:室|房)?|之[\d一二三四五六七八九十]{1,3}|[a-z](?:室|房|座)|[a-z](?=$|[^a-z0-9])/y;
/** Most pieces that one address goes on for. */
const MAX_PIECES = 5;

/** Provinces and cities, longest first. */
export const REGIONS: readonly string[] = [...places.provinces.split(' '), ...places.cities.split(' ')].sort(
  (a, b) => b.length - a.length,
);

/** End of an address that goes on behind what the grammar read. */
export function extendAddress(text: string, end: number): number {
  let at = end;
  for (let piece = 0; piece < MAX_PIECES; piece++) {
    let found = 0;
    for (const pattern of [BARE, NUMBERED, NAMED]) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match && match[0].length > 0) {
        found = match[0].length;
        break;
      }
    }
    if (found === 0) break;
    at += found;
  }
  return at;
}

/** Start of an address: at its province or city, when words of the sentence stuck to the front (老家河南省…). */
export function trimAddress(text: string, start: number, end: number): number {
  const head = text.slice(start, Math.min(end, start + 8));
  if (REGIONS.some((region) => head.startsWith(region))) return start;
  for (let at = 1; at < head.length - 1; at++)
    if (REGIONS.some((region) => head.startsWith(region, at))) {
      // 上海西路, 南京东路: a road named after a city starts nothing.
      return /^.{2,3}(?:[东西南北中]?路|街|大道|大厦|广场)/.test(head.slice(at)) ? start : start + at;
    }
  return start;
}
