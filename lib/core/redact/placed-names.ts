import { isHan, type Name, readFullName } from './full-name';
import { isJoined, startsMinorityName, startsNotName, surnameLength } from './people';
import { before, type Page, type PersonalSpan } from './personal-data';

/** Labels after which a name stands, whatever it looks like. */
const LABELLED =
  /(?:收件人|收货人|联系人|收货姓名|收件姓名|寄件人|发件人|签收人|申请人|付款人|持卡人|开户人|户主|购买人|订货人|下单人|经办人|投保人|被保险人|乘客|登记人|取件人|提货人|姓名|名字|户名|账户名|帐户名|开户名?|实名|真名|抬头(?:个人)?|署名|签名|签字|签收(?:人|的)?(?:显示|写的?)?|代收人|落款|法人|法定代表人|本人)(?:信息|是|为|叫|写成?|改写?|改成|改为|换成|填|应该|用|还是|:|：|=|\s|,|就|的|\(|个人)*$/;
/** Verbs and words before a full name. */
const INTRODUCED =
  /(?:我叫|名叫|叫做|我是|我就是|这是|他叫|她叫|本人|改成|改为|换成|写成?|留的?|备注|填|登记|联系|转给|交给|发给|寄给|带给|送给|还给|打给|给|找|问|收件|收货|收件写|收货写|签收的?是|开户|代收|抬头|客户|买家|会员|同事|同学|朋友|闺蜜|室友|邻居|老公|老婆|爸爸?|妈妈?|哥|姐|弟弟?|妹妹?|儿子|女儿|爷爷|奶奶|外婆|外公|姥姥|姥爷|舅舅|叔叔?|阿姨|姑姑|孩子|孙子|孙女|男友|男朋友|女朋友|女友|媳妇|婆婆|岳母|前妻|前夫|爱人|太太|侄子|侄女|外甥|表[姐妹哥弟]|堂[姐妹哥弟]|亲戚|房东|合伙人|财务|会计|出纳|前台|保安|司机|伴娘|新郎|新娘|对象|队友|领导|老板|老师|客服叫|快递员|师傅|主管|店长|经理|员工|叫|(?:^|[\s,，。])(?:应该|其实)?是)(?::|：|\s|的是|是|叫|为|成)*$/;
/** What may stand behind a name that only an introduction marks. */
const CLOSED =
  /^(?:$|[\s,，。.、;；!！?？:：)）"”」』\]】~～\n|/]|的(?!确)|打|不|没|有|是|收|签|代|说|也|和|跟|他|她|就|在|已|要|让|退|买|寄|发|那|这|先生|女士|本人|小姐|上次|上午|下午|昨天|之前|不是|您|你|吧|吗|呢|啊|哈|哦|下单|下的|电话|手机|身份|地址|1\d{2})/;
/** What a person does or has: marks the full name before it. */
const OWNS =
  /^(?:签收|代收|收$|收[\s,，。!！(（]|下的?单|买的|订的|拍的|寄的|付的|这个?(?:名字|账号|号)|的(?:快递|包裹|订单|件|单子|单|账号|号码|电话|地址|名字|退款|身份证|会员|那单|那件|收货))/;
/** A public name or a piece of goods: the name before or after it stays. */
const PUBLIC =
  /^(?:同款|代言|联名|签名|演唱会|的书|写的|专辑|海报|的歌|主演|直播间|推荐|牌|旗舰店|老师的课|牛肉|螺蛳粉|火锅|酱|的鞋|的诗|画|译|著)/;

/** Names that their place marks: after a label, an introduction, before what a person does, alone between separators at a phone or address. */
export function findPlaced(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isHan(text[at])) continue;
    const lead = before(page, at, 16);
    const isFree = at === 0 || !isHan(text[at - 1]);
    if (LABELLED.test(lead)) {
      const name = readLabelled(text, at);
      if (name) {
        spans.push({ type: 'name', start: name.start, end: name.end });
        continue;
      }
    }
    if (startsMinorityName(text, at) && (isFree || INTRODUCED.test(lead))) {
      const long = /^[\u4e00-\u9fff]{3,7}?(?=$|[^\u4e00-\u9fff·•]|的|收|在|说|这)/.exec(text.slice(at, at + 8));
      if (long && (INTRODUCED.test(lead) || OWNS.test(text.slice(at + long[0].length, at + long[0].length + 8)))) {
        spans.push({ type: 'name', start: at, end: at + long[0].length });
        continue;
      }
    }
    if (surnameLength(text, at) === 0) continue;
    const name = readFullName(text, at, INTRODUCED.test(lead));
    if (!name) continue;
    const rest = text.slice(name.end, name.end + 8);
    if (PUBLIC.test(rest) || isJoined(text[at - 1], text[at] ?? '')) continue;
    const isSure = name.strength === 2 && name.end - name.start >= 3;
    const isIntroduced =
      INTRODUCED.test(lead) &&
      !/客服(?:叫|是)?$/.test(lead) &&
      (CLOSED.test(rest) || isSure) &&
      !(name.end - name.start === 2 && name.strength < 2);
    const owns = (isFree || /[是叫给找由亲]$/.test(lead)) && OWNS.test(rest) && name.strength === 2;
    if (isIntroduced || owns) spans.push({ type: 'name', start: name.start, end: name.end });
  }
  return spans;
}

/** A name after a label: a full name, a minority name with dots, else two to four characters up to a separator. */
function readLabelled(text: string, at: number): Name | null {
  const dotted = /^[\u4e00-\u9fff]{1,8}(?:[·•・.][\u4e00-\u9fff]{1,8}){1,3}/.exec(text.slice(at, at + 40));
  if (dotted) return { start: at, end: at + dotted[0].length, strength: 2 };
  const alone = /^[\u4e00-\u9fff]{2,4}(?=$|[\s,，。.、;；!！?？)）"”」』\]】\n\d+])/.exec(text.slice(at, at + 5));
  const name = readFullName(text, at, true);
  if (name && (!alone || name.strength === 2 || CLOSED.test(text.slice(name.end, name.end + 3)))) {
    // Behind a label a name may go on past what the lists know: 何建平 is whole, 何建 is not.
    if (alone && alone[0].length > name.end - at && alone[0].length <= 3)
      return { start: at, end: at + alone[0].length, strength: 1 };
    return name;
  }
  if (alone && (surnameLength(text, at) > 0 || startsMinorityName(text, at)) && !startsNotName(text, at))
    return { start: at, end: at + alone[0].length, strength: 1 };
  // 名字:塔娜 — a bare label with a colon says it plainly.
  if (
    alone &&
    /(?:收件人|收货人|联系人|姓名|名字|户名)\s?[:：]\s?$/.test(text.slice(Math.max(0, at - 8), at)) &&
    !/[的了吗呢不是有没太错改什么]|必填|选填/.test(alone[0]) &&
    !startsNotName(text, at)
  )
    return { start: at, end: at + alone[0].length, strength: 1 };
  if (startsMinorityName(text, at)) {
    const long = /^[\u4e00-\u9fff]{3,7}?(?=$|[^\u4e00-\u9fff]|的|收)/.exec(text.slice(at, at + 8));
    if (long) return { start: at, end: at + long[0].length, strength: 1 };
  }
  return null;
}
