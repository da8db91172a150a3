import { isDateLike, isEan13, isLuhn, isResidentId, looksLikeResidentId } from './checksums';
import type { DigitRun } from './digit-runs';
import { findDigitRuns } from './digit-runs';
import { after, before, type Page, type PersonalDataType, type PersonalSpan } from './personal-data';

/** Labels of numbers that are not personal: they stand just before the number. */
const NOT_PERSONAL =
  /(?:商品|货品|产品|宝贝|链接|店铺|活动|型|款|货|批|版|卡券|券|兑换|激活|序列|许可|执照|备案|批准|防伪|溯源|追溯|认证|检验|注册|标准|专利)(?:id|编?号|编?码|证号?|码)?(?:是|为)?[\s:#]*$|(?:条码|条形码|条型码|69码|扫码|二维码|sku|spu|item|isbn|sn|s\/n|imei|upc|ean|barcode|model|id|批文|准字|文号|生产日期|日期|批次|信用代码|税号|商家编码|取件码|取货码|提货码|验证码|口令|密码|code)(?:是|为)?[\s:#.]*$/;
const CARD_LABEL = /卡|银行|打款|转账?到|退到|打到|汇到|工行|建行|农行|中行|招行|交行|邮储|账号|帐号|户|card|bank/;
const ID_LABEL = /身份|证件|实名|证号|清关|报关|id ?card|passport|护照/;
const TRACKING_LABEL =
  /快递|物流|运单|单号|包裹|邮政|挂号|ems|平邮|韵达|圆通|中通|申通|百世|德邦|极兔|顺丰|tracking|parcel|courier|waybill|取件|退回|寄/;
const ORDER_LABEL =
  /订单|单号|下单|这单|那单|一单|两单|order|单子|编号|交易号|流水|京东|jd|淘宝|天猫|拼多多|抖音|小红书|快手/;
const PHONE_LABEL = /电话|手机|联系|座机|固话|打|拨|call|phone|tel|mobile|whatsapp|hp|contact|号码|热线/;

const isNamed = (page: Page, at: number): boolean => {
  const lead = before(page, at, 12);
  return (
    NOT_PERSONAL.test(lead) &&
    !/(?:订单|物流|快递|运单|包裹|order|tracking|parcel) ?(?:编号|号码?|编码|id|number|no\.?|#)?[\s:：是为#]*$/.test(
      lead,
    )
  );
};

interface Candidate {
  digits: string;
  start: number;
  end: number;
  /** Groups it spans: one means written without separators. */
  groups: number;
  /** Lengths of the groups. */
  sizes: number[];
  isPlain: boolean;
}

const isMobile = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits);

/** What a whole number is, by shape, checksum and the words around it; null when nothing personal. */
function classify(candidate: Candidate, page: Page): PersonalDataType | null {
  const { digits, start, end, groups, sizes } = candidate;
  const lead = before(page, start, 14);
  const tail = after(page, end, 6);
  const around = lead + tail;
  const length = digits.length;
  if (isNamed(page, start)) return null;
  if (/^\s*(?:元|块钱|件|ml|g\b|kg|mah|cm|mm|%)/.test(tail) && length < 14) return null;
  if (isMobile(digits)) return 'phone';
  if (/^86(1[3-9]\d{9})$/.test(digits) || /^00861[3-9]\d{9}$/.test(digits)) return 'phone';
  if (length === 18 && looksLikeResidentId(digits) && (isResidentId(digits) || ID_LABEL.test(around))) return 'id';
  // Letters glued to the front make it a licence or article number (SC1013…); the carriers' own are found by their letters.
  if (/[a-z]$/.test(lead) && !/(?:no|id|order|tel|phone|number|card)$/.test(lead)) return null;
  if (!candidate.isPlain && !ORDER_LABEL.test(lead) && !CARD_LABEL.test(around)) return null;
  if (length === 21 && isDateLike(digits.slice(0, 6)) && /^[12]/.test(digits) && groups <= 5) return 'order';
  if (groups > 1 && sizes.some((size) => size < 3) && length < 16) return null;
  if (length >= 15 && length <= 19 && (CARD_LABEL.test(before(page, start, 8)) || CARD_LABEL.test(tail))) return 'card';
  if (
    (length === 16 || length === 19 || length === 18 || length === 17) &&
    /^(?:62|4|5[1-5]|35|9)/.test(digits) &&
    isLuhn(digits)
  )
    return length === 19 && ORDER_LABEL.test(lead) ? 'order' : 'card';
  if (length === 18 && ID_LABEL.test(lead)) return 'id';
  if (length === 15 && ID_LABEL.test(lead) && isDateLike(digits.slice(6, 12))) return 'id';
  if (length === 18 || length === 19) return groups <= 5 ? 'order' : null;
  if (length > 19 && length <= 32) return ORDER_LABEL.test(lead) ? 'order' : null;
  if ((length === 14 || length === 15) && groups <= 4) {
    if (length === 14 && /^20[0-3]\d/.test(digits) && isDateLike(digits.slice(2, 8)) && !TRACKING_LABEL.test(lead))
      return null;
    return 'tracking';
  }
  if (length === 16 || length === 17) return ORDER_LABEL.test(lead) || TRACKING_LABEL.test(lead) ? 'order' : null;
  if (length === 13) {
    if (/^(?:69|978|979)/.test(digits)) return null;
    if (TRACKING_LABEL.test(around)) return 'tracking';
    return isEan13(digits) || groups > 1 ? null : 'tracking';
  }
  if (length === 12) {
    if (/^0[1-9]/.test(digits)) return null;
    if (groups === 1)
      return ORDER_LABEL.test(around) || TRACKING_LABEL.test(around) || /^[1-4]/.test(digits) ? 'order' : null;
    return ORDER_LABEL.test(lead) && Math.min(...sizes) >= 3 ? 'order' : null;
  }
  if (length >= 10 && length <= 11 && groups === 1 && /(?:订单|运单|快递单|物流单|单)号?[\s:是]*$/.test(lead))
    return 'order';
  return null;
}

/** Groups i..j of a run as one number. */
function join(run: DigitRun, from: number, to: number): Candidate | null {
  const first = run[from];
  const last = run[to];
  if (!first || !last) return null;
  const groups = run.slice(from, to + 1);
  const digits = groups.map((group) => group.digits).join('');
  return {
    digits,
    start: first.start,
    end: last.end,
    groups: groups.length,
    sizes: groups.map((group) => group.digits.length),
    isPlain: groups.every((group) => group.plain === group.digits.length),
  };
}

/** Longest number of digits that is tried as one. */
const MAX_DIGITS = 24;

/** The ID check character may be an X behind the digits: `33010619880412352x`. */
function withCheckLetter(candidate: Candidate, page: Page): PersonalSpan | null {
  if (candidate.digits.length !== 17) return null;
  const mark = /^[\s-]{0,2}[x×]/.exec(after(page, candidate.end, 3));
  if (!mark || !looksLikeResidentId(`${candidate.digits}X`)) return null;
  const isValid = isResidentId(`${candidate.digits}X`) || ID_LABEL.test(before(page, candidate.start, 14));
  return isValid ? { type: 'id', start: candidate.start, end: candidate.end + mark[0].length } : null;
}

function findInRun(run: DigitRun, page: Page): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  let at = 0;
  while (at < run.length) {
    const own = join(run, at, at);
    if (!own) break;
    let best: { span: PersonalSpan; to: number } | null = null;
    const ownType = classify(own, page);
    let total = own.digits.length;
    for (let to = at; to < run.length && total <= MAX_DIGITS; to++) {
      if (to > at) total += run[to]?.digits.length ?? 0;
      const candidate = to === at ? own : join(run, at, to);
      if (!candidate || candidate.digits.length > MAX_DIGITS + 8) break;
      const withLetter = withCheckLetter(candidate, page);
      const type = to === at ? ownType : classify(candidate, page);
      if (withLetter) best = { span: withLetter, to };
      else if (type) {
        // A mobile number is whole by itself; so is a long number, unless a dated order number goes on behind the dash.
        const isSettled =
          best !== null &&
          (best.span.type === 'phone' || (best.to === at && !(type === 'order' && candidate.digits.length === 21)));
        if (!isSettled) best = { span: { type, start: candidate.start, end: candidate.end }, to };
      }
    }
    if (best) {
      spans.push(best.span);
      at = best.to + 1;
    } else at++;
  }
  return spans;
}

/** Words that tie the pieces of a dictated number together. */
const TIE =
  /^(?:[\s,，、;:：。.!~]|先?记|开头|打头|起头|开始|后面|后边|然后|接着|再|再加|加上|加|中间|最后|末尾|尾号|结尾|后四位|后八位|后七位|前面|是|的|跟|接|连|连着|空格|杠|横杠|减号|点|和|那个|就是|(?:the )?rest|then|and|is|starts?|with|ends?|后|位|数|三|四|七|八)*$/;

/** A number dictated in pieces (132开头，后面8890 4471): one span per piece. */
function findPieces(runs: DigitRun[], page: Page): PersonalSpan[] {
  // A lone spoken numeral between pieces is a word (后八位), not a digit of the number.
  const groups = runs.flat().filter((group) => group.plain > 0 || group.digits.length >= 3);
  const spans: PersonalSpan[] = [];
  for (let at = 0; at < groups.length; at++) {
    let digits = '';
    let tied = false;
    for (let to = at; to < Math.min(groups.length, at + 8); to++) {
      const group = groups[to];
      const previous = groups[to - 1];
      if (!group) break;
      const gap = to === at || !previous ? '' : page.text.slice(previous.end, group.start);
      if (to > at && (gap.length > 12 || !TIE.test(gap))) break;
      if (/[一-鿿a-z,，、。;]/.test(gap)) tied = true;
      digits += group.digits;
      const isPhone = isMobile(digits) && groups.slice(at, to + 1).every((piece) => piece.digits.length >= 2);
      const isCard =
        digits.length >= 16 &&
        digits.length <= 19 &&
        /^(?:62|4|5)/.test(digits) &&
        to > at &&
        CARD_LABEL.test(before(page, groups[at]?.start ?? 0, 16) + gap) &&
        groups.slice(at, to + 1).every((piece) => piece.digits.length >= 3);
      if (!tied || !(isPhone || isCard)) continue;
      for (let k = at; k <= to; k++) {
        const piece = groups[k];
        const last = spans.at(-1);
        if (!piece) continue;
        if (last && k > at && /^[\s-]{0,3}$/.test(page.text.slice(last.end, piece.start))) last.end = piece.end;
        else spans.push({ type: isPhone ? 'phone' : 'card', start: piece.start, end: piece.end });
      }
      at = to;
      break;
    }
  }
  return spans;
}

const LANDLINE =
  /(?<![\d*])(?:\+?86[ -]?)?\(?(?:0(?:10|2\d|[3-9]\d{2}))\)?[ -]{0,3}[2-9]\d{2,3}[ -]?\d{4}(?:[ ,]{0,2}(?:转接?|分机号?|ext\.?|x|-)[ :]{0,2}\d{1,5})?(?![\d*])/g;
const ABROAD =
  /(?<![\d*])(?:\+|00)(?:60|65|66|62|63|84|81|82|852|853|886|61|64|44|49|33|39|34|7|1|55|52|91|971)[ -.]{0,2}\(?\d{1,4}\)?(?:[ .-]{0,2}\d){5,9}(?![\d*])/g;
const LOCAL = /(?<![\d*+])(?:01\d[ -]\d{3,4}[ -]?\d{4}|01[0-46-9]-?\d{7,8}|09\d{2}[ -]?\d{3}[ -]?\d{3})(?![\d*])/g;
const SHORT = /(?<![\d*+.])(?:[2-9]\d{6,7}|[2-9]\d{2,3}[ -]\d{4})(?![\d*.:])/g;

/** Landlines, numbers abroad, and short numbers that a word such as 电话 names. */
function findOtherPhones(page: Page): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  const add = (pattern: RegExp, isFine: (match: RegExpExecArray) => boolean) => {
    for (const match of page.text.matchAll(pattern))
      if (isFine(match)) spans.push({ type: 'phone', start: match.index, end: match.index + match[0].length });
  };
  const isLabelled = (match: RegExpExecArray, count: number) => PHONE_LABEL.test(before(page, match.index, count));
  add(LANDLINE, (match) => !isNamed(page, match.index));
  add(ABROAD, (match) => !isNamed(page, match.index));
  add(LOCAL, (match) => !isNamed(page, match.index));
  add(
    SHORT,
    (match) =>
      /(?:电话|座机|固话|tel|phone|call|whatsapp|\bhp|mobile|打)(?:号码?|是|为|me|at|us|on|number|is|[\s:：#])*$/.test(
        before(page, match.index, 16),
      ) &&
      isLabelled(match, 16) &&
      !/热线|客服|服务/.test(before(page, match.index, 10)),
  );
  return spans;
}

/** Carriers' numbers that open with letters (each carrier's own form, 2026-11-21). */
const LETTERED =
  /(?<![a-z0-9])(?:sf[ -]?\d(?:[ -]?\d){11,14}|yt[ -]?\d(?:[ -]?\d){12,15}|zto[ -]?\d(?:[ -]?\d){11,14}|sto[ -]?\d(?:[ -]?\d){11,14}|yd[ -]?\d(?:[ -]?\d){12,14}|jd[a-z]{0,3}[ -]?\d(?:[ -]?\d){10,14}|jt[ -]?\d(?:[ -]?\d){11,14}|dpk?[ -]?\d(?:[ -]?\d){9,14}|lp[ -]?\d(?:[ -]?\d){13,15}|spx[a-z]{2,4}[ -]?\d(?:[ -]?\d){9,14}|(?:cainiao|cn|ane|uc|ky|bs|ht|djk?|my|sg|th|id|nlid|mymp|nvsg[a-z]*)[ -]?\d(?:[ -]?\d){11,15}|1z(?:[ -]?[0-9a-z]){16}|ems[ -]?\d{13}|[a-z]{2}[ -]?\d{3}[ -]?\d{3}[ -]?\d{3}[ -]?[a-z]{2})(?![a-z0-9])/g;
const SHOPEE = /(?<![a-z0-9])\d{6}(?=[a-z0-9]{0,7}[a-z])[a-z0-9]{8}(?![a-z0-9])/g;
const RED_BOOK = /(?<![a-z0-9])p\d{18}(?!\d)/g;
const DOUYIN = /(?<!\d)\d{19}a(?![a-z0-9])/g;
const PASSPORT =
  /(?<![a-z0-9])(?:[egdspk]\d{8}|e[a-hj-np-z]\d{7}|[a-z]\d{7}[a-z]|[hm]\d{8}(?:\d{2})?|[a-z]\d{6}\([0-9a]\))(?![a-z0-9])/g;
const PERMIT =
  /(?:护照|通行证|台胞证|回乡证|证件|passport)(?:号码?|no\.?|number|是|为|[\s:：#])*(?<part>[a-z]{0,2}\d{6,10})(?![a-z0-9])/g;

/** Every phone, ID, card, order and tracking number of a text. */
export function findNumbers(page: Page): PersonalSpan[] {
  const runs = findDigitRuns(page.text);
  const spans: PersonalSpan[] = [];
  const add = (pattern: RegExp, type: PersonalDataType, isFine: (text: string, at: number) => boolean = () => true) => {
    for (const match of page.text.matchAll(pattern)) {
      const part = match.groups?.part ?? match[0];
      const start = match.index + match[0].lastIndexOf(part);
      if (isFine(part, start)) spans.push({ type, start, end: start + part.length });
    }
  };
  const isFree = (_: string, at: number) => !isNamed(page, at);
  add(LETTERED, 'tracking', (text, at) => isFree(text, at) && !/^(?:sc|gb|qs|zl|sn)/.test(text));
  add(SHOPEE, 'order', (text, at) => isFree(text, at) && isDateLike(text.slice(0, 6)));
  add(RED_BOOK, 'order');
  add(DOUYIN, 'order');
  add(
    PASSPORT,
    'id',
    (text, at) => isFree(text, at) && (ID_LABEL.test(before(page, at, 16)) || /^[eg]\d{8}$|^e[a-z]\d{7}$/.test(text)),
  );
  add(PERMIT, 'id');
  for (const run of runs) spans.push(...findInRun(run, page));
  spans.push(...findPieces(runs, page), ...findOtherPhones(page));
  return spans.filter((span) => !isMasked(page, span));
}

/** True when stars or x's stand in for digits beside the span: somebody masked it already. */
const isMasked = (page: Page, span: PersonalSpan): boolean =>
  /[*×•]{2}\s?$/.test(before(page, span.start, 3)) || /^\s?[*•]{2}/.test(after(page, span.end, 3));
