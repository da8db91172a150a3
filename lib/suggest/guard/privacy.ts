import { findPersonalData, findPersonalDataBeside, type PersonalSpan } from '@/lib/core/redact';
import { toOriginalSpan } from '@/lib/core/text';
import type { DraftText } from './draft-text';
import type { Hit } from './match-rules';

/** Where goods go back to, and lines that the shop itself gives out: not anybody's private data. */
const SHOP_PLACE =
  /退货|寄回|退回|寄到仓|回寄|售后部|售后组|售后仓|退换部|仓库|仓储|\d号仓|[a-z]仓|门店|实体店|店铺地址|自提点|提货点|网点|驿站地址|收货部|客服部|公司地址|工厂|厂家|我们(?:的)?地址|我司/;
const SHOP_LINE = /客服|售后|服务|热线|厂家|官方|品牌方|网点|门店|站点|总部|虚拟|隐私号|中间号|转接|分机|咨询/;
/** A plate: province letter, city letter, five or six characters (GA 36-2018), not in talk about models or standards. */
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·.\s]?[a-hj-np-z0-9]{5,6}(?![a-z0-9])/gu;
/** Somebody else's purchases, whereabouts or household told to this buyer. */
const OTHER = String.raw`(?:(?:您|你)(?:的)?(?:前女友|前男友|小姑子?|小叔子?|大姑子?|岳母|岳父|丈母娘|公公|嫂子|弟妹|表姐|表妹|表哥|表弟|侄子|侄女|外甥|房东|班主任|前台|门卫|合伙人|老公|老婆|先生|太太|爱人|对象|男朋友|女朋友|男友|女友|前妻|前夫|前任|婆婆|妈妈?|爸爸?|儿子|女儿|家人|同事|领导|同学|老师|员工|下属|司机|朋友|闺蜜|室友|邻居|家里人|妹妹|姐姐|哥哥|弟弟)|(?:同小区|同一小区|(?:跟|和)您(?:们)?(?:一栋|一个小区|同名|同楼|同小区|一层)|您?对门(?:那家|家)?|隔壁|邻居|楼上|楼下|同楼|同栋|同单位|同公司|(?:你们|您们|您|你)(?:家|公司|单位|小区|学校|班|厂)(?:里)?的?(?:[\u4e00-\u9fff]{2})?[\u4e00-\u9fff](?:姐|哥|总|工|老师|先生|女士|经理)|您(?:们)?(?:小区|公司|单位|楼|村|学校|班))(?:的|里|那|有|另|号楼|栋|单元|一?[位个家户]|那位|那个|也有|\d{1,4})*(?:[\u4e00-\u9fff]{1,3}(?:先生|女士|小姐|姐|哥|阿姨|老师|大姐|太太))?)`;
const OTHERS_BUSINESS = new RegExp(
  `${OTHER}[^，,。!！?？;；]{0,8}?(?:也|在|用|上(?:个月|周|次)|之前|昨天|前天|刚|偷偷|经常|又|还|刚刚|去年|已经|今天|曾经|上午)[^，,。!！?？;；]{0,8}?(?:买|拍|下单|下了?一单|订|下了|退了|付款?|收货|收到|寄到|住|购买|咨询)(?!一起|的话|吗)[^，,。!！?？;；吗呢]{0,12}(?![吗呢?？])`,
  'gu',
);
/** 你们公司的陈姐买的: bought by somebody this buyer knows, named. */
const BOUGHT_BY = new RegExp(`${OTHER}(?:也)?(?:买|拍|订|退)(?:的|过|了)[^，,。!！?？;；]{0,6}`, 'gu');
const OTHERS_ORDER =
  /(?:别的|其他|其它|另一[位个]|另外一?[位个]|有[位个]|某[位个]|上一?[位个](?:客户|买家|客人)?|之前一?[位个]|昨天|前面一?[位个]?)(?:[\u4e00-\u9fff]{2,3})?(?:买家|客户|客人|顾客|用户)?(?:[\u4e00-\u9fff]{2,3})?(?:的)?(?:订单|面单|收货信息|聊天记录|收货地址|手机号|个人信息|身份证|付款截图|资料|快递单)(?:截图|照片|拍给|发给|发您|给您|，|,|截个|你|您)[^，,。!！?？;；]{0,4}/gu;
const PERSON_OF_ORDER =
  /(?:上次|之前|昨天|前天|上周|上个月|刚才|刚刚|那个|那位|有个|有位)?[^，,。!！?？;；]{0,6}(?:买|拍|订|购买)(?:这|同|了|过|的)[^，,。!！?？;；]{0,8}的(?<name>[\u4e00-\u9fff]{2,4}(?:女士|先生)?)[，,][^，,。]{0,14}(?:\d{3}\*{3,}|住|体重|身高|电话|手机)/gu;

/** Who signed, took, complained or rated, told by floor, room or name: 取走的是六楼的施先生. */
const WHO_DID =
  /(?:签收|取走|取件|拿走|领走|投诉(?:您|你|我们)?|给差评|举报|代收|退货)的(?:那位|那个)?(?:买家|客户|客人|人)?[，,]?(?:是|叫|住|就是)[^，,。!！?？;；吗呢]{0,8}(?:[\d一二三四五六七八九十]+(?:楼|室|栋|单元|号)|邻居|隔壁|住户|先生|女士|小姐|[老小][\u4e00-\u9fff]|同事|叫)[^，,。!！?？;；]{0,6}/gu;
/** A buyer before, introduced by name or place of work: 上一个买家叫…, 在二中教书. */
const BUYER_NAMED =
  /(?:上一?[位个]|之前[那的]?[位个]?|上次|那[位个]|昨天[那的]?[位个]?|有[位个])[^，,。!！?？;；]{0,8}(?:买家|客户|客人|顾客|亲)(?:就)?(?:叫|姓|是|住)[^，,。!！?？;；吗呢]{1,8}(?:[，,](?:在|住|是|和您)[^，,。]{1,8})?/gu;
/** 您婆婆那单我看到了: another person's order talked over with this buyer. */
const KIN_ORDER = new RegExp(
  `${OTHER}(?:的)?(?:那一?单|的?订单)(?:我|这边)?(?:看到|查到|寄到|寄的|是|退了|买的)[^，,。!！?？;；吗呢]{0,10}`,
  'gu',
);
/** 用的是大号, 她胸围比您大: what somebody known to this buyer wears. */
const KIN_SIZE = new RegExp(
  `${OTHER}(?:[小老]?[\\u4e00-\\u9fff]{1,2})?(?:用|穿|拿|买|订)的?(?:是|就是)?[^，,。!！?？;；吗呢]{1,6}(?:号|码|款|色)[^，,。]{0,3}`,
  'gu',
);

const isFull = (span: PersonalSpan): boolean =>
  span.type === 'phone' || span.type === 'address' || span.type === 'id' || span.type === 'card';

/** The clause around a span of the draft as given, with the one before it. */
function around(text: string, span: { start: number; end: number }, back: number, ahead: number): string {
  return text.slice(Math.max(0, span.start - back), Math.min(text.length, span.end + ahead)).toLowerCase();
}

/** 买了三套, and of whom it is told. */
const BOUGHT = /(?:买|拍|订|下单)(?:了|的|过)/;
const TOLD_OF = /她|他|客人|客户|买家|截图|上一|昨天|之前/;

/** Full personal data of anybody in a draft, and other people's affairs. The shop's own return address and lines are fine. */
export function findPrivacy(draft: DraftText): Hit[] {
  const { original, folded } = draft;
  const hits: Hit[] = [];
  const add = (rule: string, span: { start: number; end: number }, fix?: string) =>
    hits.push({
      type: 'privacy',
      severity: 'red',
      rule: `privacy.${rule}`,
      start: span.start,
      end: span.end,
      ...(fix === undefined ? {} : { fix }),
    });
  // A name alone is no finding: it counts beside somebody's data, or where what that person bought is told.
  const personal =
    BOUGHT.test(original) && TOLD_OF.test(original) ? findPersonalData(original) : findPersonalDataBeside(original);
  const isReturn =
    SHOP_PLACE.test(original.toLowerCase()) &&
    /退|寄回|回寄|仓|门店|自提|提货|网点|地址[:：]?(?:在|是)?我们/.test(original);
  const isOwnLine = (span: PersonalSpan) =>
    /(?:打|拨|加|联系|找)(?:我|店长|老板)(?:的)?(?:手机|电话|号码?)?(?:是|为|:|：|\s)*$|(?:我的?|店长的?|老板的?)(?:手机|电话|号码?|号)(?:是|为|:|：|\s)*$/.test(
      original.slice(Math.max(0, span.start - 12), span.start),
    );
  for (const span of personal) {
    const value = original.slice(span.start, span.end);
    if (!isFull(span) || (span.type === 'phone' && isOwnLine(span))) continue;
    if (span.type === 'address' && (isReturn || isBareBuilding(value))) continue;
    if (
      span.type === 'phone' &&
      (isReturn ||
        (SHOP_LINE.test(around(original, span, 12, 6)) &&
          !/^[+\s]*1[3-9]|^(?:\+?86)/.test(value.replace(/[\s-]/g, ''))) ||
        /虚拟|隐私号|中间号/.test(original))
    )
      continue;
    add(span.type, span, toMasked(span, value));
  }
  // A name belongs to the finding only when it stands beside the data of that person.
  for (const span of personal) {
    if (span.type !== 'name') continue;
    const beside = hits.find((hit) => Math.abs(hit.start - span.end) <= 8 || Math.abs(span.start - hit.end) <= 3);
    if (beside) add('name', span);
  }
  for (const match of folded.text.matchAll(/(?:卡号|身份证号?码?|证件号)[\s:：是为]*(\d[\d ]{13,22}[\dx])/gu))
    add('number', toOriginalSpan(folded, match.index, match.index + match[0].length), '尾号后四位');
  for (const match of folded.text.matchAll(PLATE))
    add('plate', toOriginalSpan(folded, match.index, match.index + match[0].length), '');
  for (const match of folded.text.matchAll(OTHERS_BUSINESS))
    if (!/要是|如果|的话|可以/.test(match[0]))
      add('others-purchase', toOriginalSpan(folded, match.index, match.index + match[0].length));
  for (const match of folded.text.matchAll(BOUGHT_BY))
    if (!/吗|呢|[?？]/.test(folded.text.slice(match.index, match.index + match[0].length + 2)))
      add('others-purchase', toOriginalSpan(folded, match.index, match.index + match[0].length));
  for (const match of folded.text.matchAll(OTHERS_ORDER))
    add('others-order', toOriginalSpan(folded, match.index, match.index + match[0].length));
  for (const pattern of [WHO_DID, BUYER_NAMED, KIN_ORDER, KIN_SIZE])
    for (const match of folded.text.matchAll(pattern))
      if (!/要是|如果|的话|可以|建议|能|是谁|哪/.test(match[0]))
        add('others-purchase', toOriginalSpan(folded, match.index, match.index + match[0].length));
  for (const span of personal) {
    // A name told together with what that person bought: 张莉，买了三套.
    const behind = original.slice(span.end, span.end + 10);
    const bought = /^[，,：:\s]{0,2}(?:也)?(?:买|拍|订|下单)(?:了|的|过)[^，,。!！?？;；吗呢]{0,6}/.exec(behind);
    if (span.type === 'name' && bought && TOLD_OF.test(original))
      add('others-purchase', { start: span.start, end: span.end + bought[0].length });
  }
  for (const match of folded.text.matchAll(PERSON_OF_ORDER))
    add('others-purchase', toOriginalSpan(folded, match.index, match.index + match[0].length));
  return hits;
}

/** A building number without estate or room names nobody. */
const isBareBuilding = (value: string): boolean => value.length <= 4;

/** The same data with its private part hidden, ready to stand in the draft. */
function toMasked(span: PersonalSpan, value: string): string {
  const digits = value.replace(/\D/g, '');
  if (span.type === 'phone')
    return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : '您登记的电话';
  if (span.type === 'card') return `尾号${digits.slice(-4)}的卡`;
  if (span.type === 'id') return '您登记的证件';
  return '您登记的地址';
}
