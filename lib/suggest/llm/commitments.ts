import { foldText } from '@/lib/core/text';

/**
 * What a shop can bind itself to, by class. A draft may commit to a class only where a cited source does, and not the other
 * way round. Both languages stand in one expression: a reply in English is held against a source in Chinese.
 */
const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['full', /全额|全款|全部退|双倍|两倍|三倍|十倍|加倍|假一|full refund|double|twice the|triple/],
  ['refund', /退(?:款|钱|还|给您|您|差价|运费|费)|秒退|仅退款|返款|refund|money back/],
  [
    'return',
    /退(?:货|回|换|掉)|(?:可以|能|支持|随时|无理由|包|都)[^，,。]{0,3}退(?!款|钱|烧|色)|退不退|拒收|return(?!\s+address)/,
  ],
  [
    'exchange',
    /(?:退|更)?换(?:货|新|码|一|个|给|大|小|颜色|款)|包换|(?:可以|能|支持)[^，,。]{0,2}换|exchange|replace(?:ment)?/,
  ],
  ['compensate', /赔|补偿|补给您|补您|红包|返现|现金|转账|打款|compensat|reimburse|cash/],
  [
    'free',
    /免费|免运费|免单|不收(?:您)?(?:费|钱)|不要钱|包邮|白送|赠送|送您|送给|送一|再送|附赠|for free|free of charge|free shipping|free gift/,
  ],
  [
    'discount',
    /优惠|打折|折扣|减免|立减|便宜(?!没)|降价|改价|补差价|差价|价保|领券|券|半价|discount|coupon|price match|cheaper/,
  ],
  [
    'guarantee',
    /保证|承诺|担保|包(?:退|换|赔|好|满意|正品|过)|一定(?:会|能|给|帮|可以|是)|绝对|肯定(?:会|能|是|可以|给)|百分之?百|永久|终身|无限期|guarantee|promise|definitely|lifetime|unlimited/,
  ],
  ['warranty', /质保|保修|维修|返修|warranty|repair/],
  [
    'waive',
    /(?:不用|无需|不需要|不必|免)(?:付|承担|出|交|寄回|退回|退货|凭证|小票|拍照|审核|证明)|免退货|(?:运费|邮费)(?:由)?(?:我们|商家|店铺|本店)(?:来)?(?:承担|出|付)|no need to (?:return|pay)|without (?:a )?receipt/,
  ],
  [
    'schedule',
    /(?:今天|今晚|明天|当天|马上|立刻|立即|现在|优先)[^，,。]{0,4}(?:(?<!待)发货|发出|寄出|退款|到账|处理完|送到|到货|上门)|次日达|ship(?:ped|s)? (?:today|tomorrow|right away)/,
  ],
  [
    'approve',
    /(?:已|已经|帮您|给您)(?:同意|批准|通过|审核通过|特批|申请(?:到|好))|同意(?:您|退|赔|给)|批准|特批|破例|supports? the buyer|支持买家|判(?:定)?(?:卖家|商家)|approved?/,
  ],
  ['certify', /认证|检测报告|质检|官方(?:指定|授权|推荐)|指定用|教育部|国家级|授权|专利|有机|医用|certified|official/],
  ['authentic', /正品|原装|真品|专柜|全新|authentic|genuine|original product/],
  [
    'health',
    /治疗|治愈|预防|疗效|抗癌|降血|消炎|杀菌|安全无害|无副作用|孕妇(?:可|能|放心)|cure|treat(?:s|ment)|prevent/,
  ],
];
const DENIED =
  /(?:不|没有?|无法|未|勿|别|禁止|谢绝|不能|无|拒绝|暂不)(?:再|能|可以?|支持|提供|接受|包含?|享受|承担|有|赠送|予|建议|要|宜|得|会|用|给|参加|适用|申请|办理|无理由|七天|7天)*$|(?:not|no|cannot|can't|don't|won't|unable to|never)\s+(?:\w+\s+){0,2}$/;
const DENIED_AFTER =
  /^[^，,。！!；;\n]{0,4}(?:不支持|不可以?|不能|不行|不予|不享受|不参加|暂不|无法|没有|不提供|不接受|不了|除外|is not|are not|isn't|not (?:possible|available|supported))/;

/** A class of commitment that a clause speaks of. Offsets are UTF-16 into the clause. */
export interface Commitment {
  kind: string;
  denied: boolean;
  start: number;
  end: number;
}

/** Every class of commitment in a clause, granted or denied. */
export function listCommitments(clause: string): Commitment[] {
  const folded = foldText(clause);
  return CLASSES.flatMap(([kind, pattern]): Commitment[] => {
    const match = pattern.exec(folded.text);
    if (!match) return [];
    const before = folded.text.slice(Math.max(0, match.index - 12), match.index);
    const end = match.index + match[0].length;
    const denied = DENIED.test(before) || DENIED_AFTER.test(folded.text.slice(end));
    return [{ kind, denied, start: folded.offsets[match.index] ?? 0, end: folded.offsets[end] ?? clause.length }];
  });
}
