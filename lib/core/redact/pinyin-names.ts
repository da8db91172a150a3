import { before, type Page, type PersonalSpan } from './personal-data';

const SURNAME =
  'wang|li|zhang|liu|chen|yang|zhao|huang|zhou|wu|xu|sun|hu|zhu|gao|lin|he|guo|ma|luo|liang|song|zheng|xie|han|tang|feng|yu|dong|xiao|cheng|cao|yuan|deng|fu|shen|zeng|peng|lv|lyu|lu|su|jiang|cai|jia|ding|wei|xue|ye|yan|pan|du|dai|xia|zhong|tian|ren|fan|fang|shi|yao|tan|liao|zou|xiong|jin|hao|kong|bai|cui|kang|mao|qiu|qin|gu|hou|shao|meng|long|wan|duan|lei|qian|yin|yi|chang|qiao|lai|gong|wen|ou|ouyang|sima|ge|qi|mo|ai|bao|tao|niu|ji|shu|bi|nie|jiao|zuo|zhan|ruan';
const SYLLABLE =
  '(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)';
/** Surname and given name in the order of passports (LI XIAOMING, wang jianguo, Chen, Yu-Ting). */
const FULL = new RegExp(`(?<![a-z0-9'])(?:${SURNAME})[ ,]{1,2}${SYLLABLE}(?:[-' ]?${SYLLABLE})?(?![a-z0-9'])`, 'g');
const LEAD =
  /(?:收件人|收货人|联系人|姓名|名字|拼音|英文名?|户名|护照上?|护照名|我叫|我是|name|receiver|recipient|consignee|attn|contact(?: person)?)(?:英文|拼音)?(?:写|是|为|改成|叫| is|:|：|[\s=])*$/;
const TAIL = /^\s{0,2}(?:收(?![到入藏])|签收|代收|的(?:快递|件|包裹|订单)|,?\s?(?:\+?86\s?)?1[3-9]\d)/;

/** Chinese names in Latin letters, of any case: after a label, before 收, beside a phone number or address. */
export function findPinyin(page: Page, anchors: readonly PersonalSpan[]): PersonalSpan[] {
  const { text, cased } = page;
  const spans: PersonalSpan[] = [];
  for (const match of text.matchAll(FULL)) {
    const start = match.index;
    const end = start + match[0].length;
    const written = cased.slice(start, end);
    const isCapital = /^[A-Z]{2,}[ ,]+[A-Z]{3,}/.test(written) || /^[A-Z][a-z]+[ ,]+[A-Z][a-z]{2,}/.test(written);
    const isBeside = anchors.some(
      (anchor) =>
        /^(?:phone|address|id)$/.test(anchor.type) &&
        ((anchor.start >= end && /^[\s,，;:+/|-]{1,4}$/.test(text.slice(end, anchor.start))) ||
          (anchor.end <= start && /^[\s,，;:/|-]{1,4}$/.test(text.slice(anchor.end, start)))),
    );
    if (
      LEAD.test(before(page, start, 24)) ||
      TAIL.test(text.slice(end, end + 16)) ||
      (isBeside && (isCapital || match[0].length >= 8))
    )
      spans.push({ type: 'name', start, end });
  }
  return spans;
}
