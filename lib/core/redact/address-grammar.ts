import places from '@/assets/lexicons/redact-places.json';

/** What a component of an address is. */
export type ComponentKind =
  | 'province'
  | 'city'
  | 'county'
  | 'town'
  | 'village'
  | 'group'
  | 'road'
  | 'numbered-road'
  | 'estate'
  | 'building'
  | 'unit'
  | 'room'
  | 'gate'
  | 'crossing';

export interface Component {
  kind: ComponentKind;
  start: number;
  end: number;
}

/**
 * Words that no place name runs across: they end what may belong to the name before them. Characters that also
 * open real place names (发展路, 太原, 好运街) are let through in front of their usual partners.
 */
const STOP =
  '他(?!拉)|[我你您她它俺们的了吗呢吧啊哦呀嘛在到寄送给是说把被这哪谁吗就也还很没叫换搬收请帮要等离跟用问查拿退买卖穿不才又再去过看错与及或]|(?<=[我你他她俺])家|有|让(?!胡路)|那(?!曲)|写(?!字楼)|(?<!解)放|(?<![共谐祥太福永安泰义协嘉仁])和(?![区县市镇乡村路街邨苑平新田县顺政静布谐睦龙义兴美庄畅润园苑])|从(?!化)|来(?=[自了的个一买看给])|[原起过出回上下进]来|(?<![新委])会(?![展宁同理昌东泽馆城])|能(?![源仁])|于(?![都洪])|(?<![开批])发(?![展达祥财电现明])|都(?=[是不没可行能要在有很给会说])|太(?![原平仓阳和湖白康谷子古保行])|成(?![都华贤功武县龙安])|(?<![友良美])好(?![运莱]|[一-鿿]{0,2}[路街巷村镇乡])|住(?!宅)|麻烦|谢谢|地址|订单|快递|包裹|上次|现在|今天|昨天|明天|亲(?!水)|老小区|改|找|搬|楼下|楼上|隔壁|附近|旁边|对面';
const STOPS = new RegExp(STOP, 'g');
/** Stops that the grammar itself must still read (与 in a crossing, 楼 of 楼下), each with the private character that stands for it. */
const LEGIBLE = '与和跟的楼旁隔对';
const MASK = 0xe000;

/** The text with every stop blotted out: what is left of Han characters may belong to a place name. Same length. */
export function maskStops(text: string): string {
  return text.replace(
    STOPS,
    (word) =>
      String.fromCharCode(MASK + 1 + LEGIBLE.indexOf(word.charAt(0))) +
      (LEGIBLE.includes(word.charAt(0)) ? word.slice(1) : String.fromCharCode(MASK).repeat(word.length - 1)),
  );
}

const NAME = '[\\u4e00-\\u9fff]';
const WIDE = '[\\u4e00-\\u9fffa-z0-9·]';
const COUNT = '(?:\\d{1,5}|[一二三四五六七八九十百零两]{1,5})';
const LABEL = `(?:[a-z]{1,2}-?\\d{1,4}|\\d{1,5}[a-z]?|[一二三四五六七八九十百零两]{1,5}|[a-z]|[甲乙丙丁戊东西南北])`;
const SPACE = '[ ]{0,2}';

const split = (list: string): string =>
  list
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|');

/** Looks at the first character only: hundreds of place names are then not tried one by one. */
const opens = (list: string): string => {
  const firsts = [...new Set(list.split(' ').map((name) => name.charAt(0)))].filter((char) => char !== '和');
  return `(?=[${firsts.join('')}]|和)`;
};

const ESTATE =
  '(?:小区|社区|花园|家园|新村|新苑|佳苑|嘉苑|苑|公寓|大厦|大楼|广场|中心|华庭|豪庭|雅居|雅苑|名邸|名都|名苑|名城|官邸|山庄|别墅|公馆|国际|嘉园|庄园|公园|悦府|府邸|学府|世家|御园|御府|湾畔|半岛|新城|新天地|天地|科技园|工业园|产业园|物流园|创业园|软件园|园区|园|城|府|庭|郡|阁|轩|居|邸|湾|里|院|美寓|宿舍|家属院|家属楼|宿舍楼|教学楼|办公楼|写字楼|商务楼|综合楼|批发市场|市场|商场|商城|广场|酒店|宾馆|医院|卫生院|大学|学院|职校|中学|小学|[一二三四五六七八九十附实][中小](?=[东南西北正]门|门卫)|幼儿园|学校|校区|生活区|厂区|厂|村委会|居委会|派出所|银行|超市|凯旋门|河畔|花城|香榭|水岸|江岸|名门|壹号|邨|楼(?=\\d{1,4}室)|一号院|安置房|安置区|廉租房|经适房|棚户区|大院|机关)';

/**
 * A kind of component, its pattern, and characters of which every match holds one: where none of them follows, the pattern is not tried
 * (each of the twenty would be, at every character of a text).
 */
type Rule = readonly [kind: ComponentKind, pattern: string, holds?: string];

/** The kinds of component, each tried at one place; the order settles who wins where two of them fit. */
const PATTERNS: readonly Rule[] = [
  [
    'province',
    `${opens(places.provinces)}(?:${split(places.provinces)})(?:省|市|特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区)?(?!大学|学院|理工|师范|医科|工业大|交通大|职业)`,
  ],
  [
    'city',
    `${opens(places.cities)}(?:${split(places.cities)})(?:市|地区|盟|${NAME}{0,6}自治州|州)?(?!(?:牛肉|味|特产|仓|发货|牌))(?!大学|学院|理工|师范|医科|工业大|交通大|职业)`,
  ],
  [
    'estate',
    `${NAME}{2,8}?(?:大学|学院)${NAME}{0,6}?(?:\\d{1,3}|[一二三四五六七八九十东西南北]{1,3})(?:舍|号?楼|斋|栋|幢)(?:\\d{3,4})?`,
    '学',
  ],
  [
    'crossing',
    `${NAME}{1,8}?(?:路|街|大道|巷)(?:与|和|跟|、|-)${NAME}{1,8}?(?:路|街|大道|巷)(?:的)?(?:交口|交叉口|交汇处?|交界处?|路口|拐角|口)`,
    '路街道巷',
  ],
  [
    'numbered-road',
    `${WIDE}{1,10}?(?:大道|大街|公路|环路|国道|路|街|道|巷|弄|胡同|里|条|坊|坪|埕)${NAME}{0,3}?(?:[东西南北中上下]?段)?${SPACE}(?:附|甲|乙|东|西|南|北)?${COUNT}(?:[-–之]\\d{1,4})*[甲乙丙丁]?${SPACE}(?:号(?!线|色|码|下|收)|弄|院|#)(?:[-–之附]\\d{1,4}(?:号)?)?`,
    '道街路巷弄同里条坊坪埕',
  ],
  ['crossing', `${NAME}{2,8}?(?:[东西南北]门)(?:丰巢|菜鸟|驿站|快递柜|门卫|岗亭|保安)`, '门'],
  ['crossing', `${NAME}{2,8}?(?<![码号架])\\d{1,3}[-–]\\d{1,2}[-–]\\d{3,4}(?![\\d-])`, '-–'],
  [
    'county',
    `${NAME}{1,7}?(?:自治县|自治旗|新区|开发区|高新区|经开区|示范区|林区|矿区|特区|市|(?<![小社园校厂景片辖院活])区|县|旗)`,
    '县旗区市',
  ],
  ['town', `${NAME}{1,7}?(?:街道办事处|街道办|街道|苏木|镇|乡)`, '处办道木镇乡'],
  [
    'village',
    `${NAME}{1,7}?(?:行政村|自然村|嘎查|村委会|居委会|村|屯|寨|社区|农场|林场|庄)(?!路|街|镇|乡|大道|大街|巷)(?:大队|村委会|村部|村)?`,
    '村查会屯寨区场庄',
  ],
  [
    'group',
    `(?:${NAME}{0,4}?)${COUNT}${SPACE}(?:村民)?(?:组|队|社|屯|委(?!会)|生产队|巷|排|连)(?!合|装|会|织|员)`,
    '组队社屯委巷排连',
  ],
  [
    'building',
    `(?:${WIDE}{0,8}?)(?:[a-z\\d]区)?${LABEL}${SPACE}(?:号楼(?!梯)|楼(?=\\d{1,2}(?:门|单元)|[一二三四五六]单元)|号院|号门|舍|号舍|号仓|号库|号厂房|号宿舍|号公寓|号别墅|号铺|栋(?!楼(?![上下]))|幢|座(?!椅|套|垫|位|餐|的车)|#楼|#|楼栋)`,
    '号楼舍栋幢座#',
  ],
  [
    'unit',
    `${LABEL}${SPACE}单元(?!测|试|练|听|复|的?课|卷|格)|(?:\\d{1,3}[a-z]?|[a-z]|[一二三四五六七八九十甲乙丙丁])${SPACE}(?:门(?!禁|卫|口|店|牌)|梯|号门)`,
    '单门梯',
  ],
  [
    'room',
    `(?:公寓|写字楼|商铺|宿舍)?(?:${LABEL}${SPACE}(?:楼|层)(?:半|整层)?)?${SPACE}(?:[a-z]?-?\\d{1,4}[a-z]?|[一二三四五六七八九十零]{1,5})${SPACE}(?:室|寝室|病房|房|户|铺|档|号房|号室|号铺|号档|号商铺)(?!型|厅)`,
    '室房户铺档',
  ],
  [
    'room',
    `${LABEL}${SPACE}(?:楼(?!下|上|盘|栋)|层(?!的|鞋|架))${SPACE}(?:[a-z]?-?\\d{2,4}[a-z]?|[一二三四五六七八九零]{3,4})?(?!\\d)`,
    '楼层',
  ],
  [
    'estate',
    `${WIDE}{1,12}?${ESTATE}{1,3}(?:[一二三四五六七八九东西南北\\da-z]{1,2}[期区园])?`,
    '区园村苑寓厦楼场心庭居邸都城庄墅馆际府家畔岛地郡阁轩湾里院舍店学校中小厂会所行市门榭岸号邨房关',
  ],
  ['road', `${NAME}{1,8}?(?:大道|大街|大路|公路|环路|路|街|巷|弄|胡同)(?:[东西南北中]段)?`, '道街路巷弄同'],
  [
    'gate',
    `(?:[东西南北正侧大前后]{1,2}门|门卫室?|门岗|传达室|保安亭|宿管|岗亭|门口(?=[接等取见放]|$|[ ,。]))(?:菜鸟驿站|驿站|快递柜|丰巢柜?)?`,
    '门室亭管',
  ],
];

/** Patterns that only follow another component: a bare house or room number, a building without its unit word. */
const FOLLOWING: readonly Rule[] = [
  ['room', `[-–#/ ]?(?:[a-z]?\\d{1,4}[a-z]?)(?:[-–][a-z]?\\d{1,4}[a-z]?){1,3}(?![\\d.*])(?:室|号|房)?`],
  ['room', `[-–# ]?[a-z]?\\d{3,4}[a-z]?(?![\\da-z.*%]|${SPACE}(?:块|元|件|个|斤|克|cm|年|月|码|号色))(?:室|号|房)?`],
  ['room', `[一二三四五六七八九零]{3,4}(?![一-鿿]?[斤块元件个])`],
  ['building', `[-–# ]?(?:附|之)?\\d{1,4}号(?![线色码])`],
  ['building', `\\d{1,2}[期区](?=\\d)`],
  [
    'gate',
    `(?:往|向|朝)[东西南北前后左右里]{1,2}(?:走|面|边|侧|拐)?\\d{1,4}米|(?:楼下|旁边?|隔壁|对面)?${NAME}{0,4}?(?:士多店?|小卖部|便利店|菜鸟驿站|驿站|快递柜|丰巢柜?|药店|门市部?)`,
  ],
];

const LEGIBLE_IN = new RegExp(`[${LEGIBLE}]`, 'g');
/** The private character that stands for a legible stop. */
const masked = (char: string): string => String.fromCharCode(MASK + 1 + LEGIBLE.indexOf(char));

interface Compiled {
  kind: ComponentKind;
  pattern: RegExp;
  /** Units that every match holds one of; null = anything. */
  holds: string | null;
}

const compile = (list: readonly Rule[]): Compiled[] =>
  list.map(([kind, source, holds]) => ({
    kind,
    pattern: new RegExp(
      source.replace(LEGIBLE_IN, (char) => `[${char}${masked(char)}]`),
      'y',
    ),
    holds: holds ? holds.replace(LEGIBLE_IN, (char) => char + masked(char)) : null,
  }));
const FIRST = compile(PATTERNS);
const NEXT = compile([...PATTERNS.slice(0, 15), ...FOLLOWING, ...PATTERNS.slice(15)]);

/** Reads one component at exactly `at`, or null. `isFirst` is true where no component precedes. */
export type ComponentReader = (at: number, isFirst: boolean) => Component | null;

/** Makes the reader of one masked text. */
export function createComponentReader(text: string): ComponentReader {
  /** Where the last unit of each `holds` stands. */
  const lasts = new Map<string, number>();
  const lastOf = (holds: string): number => {
    let last = lasts.get(holds);
    if (last === undefined) {
      last = -1;
      for (const unit of holds) last = Math.max(last, text.lastIndexOf(unit));
      lasts.set(holds, last);
    }
    return last;
  };
  return (at, isFirst) => {
    for (const { kind, pattern, holds } of isFirst ? FIRST : NEXT) {
      if (holds !== null && lastOf(holds) < at) continue;
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match && match[0].length > 0) return { kind, start: at, end: at + match[0].length };
    }
    return null;
  };
}
