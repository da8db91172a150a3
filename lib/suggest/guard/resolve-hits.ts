import type { TextType } from './lexicon';
import type { Hit } from './match-rules';

/** Which type keeps the text where two types claim it. */
const RANK: readonly TextType[] = [
  'incentive_review',
  // A number given as a contact is a contact first, whoever it belongs to.
  'off_platform',
  'privacy',
  'medical_claim',
  'absolute_claim',
  'false_promise',
  'blame_or_rude',
];
/** Hits of one type with nothing but this between them are one finding: 祛湿排毒、调理妇科. */
const JOINT =
  /^[\s、，,。：:和及与跟的又还也/|-]{0,2}(?:[,，]?(?:他|她|收件人|住在?|家在?|在|手机号?|电话|联系电话|身份证号?|卡号|地址|是|号码|收货地址|姓名|叫|家里?|现在|寄到|：|:)){0,3}\s?$/;
/** Two rude clauses in a row are one outburst. */
const JOINT_RUDE = /^[\s、，,]{0,2}$/;
const JOINT_TIGHT = /^[\s、和及与跟/|]{0,1}$/;

/** Hits merged per type, then made disjoint across types; sorted by place. */
export function resolveHits(hits: readonly Hit[], original: string): Hit[] {
  const merged: Hit[] = [];
  for (const type of RANK) {
    const own = hits.filter((hit) => hit.type === type).sort((a, b) => a.start - b.start || b.end - a.end);
    for (const hit of own) {
      const last = merged.at(-1);
      const gap = last ? original.slice(last.end, hit.start) : '';
      const joint = type === 'privacy' ? JOINT : type === 'blame_or_rude' ? JOINT_RUDE : JOINT_TIGHT;
      if (last && last.type === type && (hit.start <= last.end || joint.test(gap))) {
        last.end = Math.max(last.end, hit.end);
        if (hit.severity === 'red') last.severity = 'red';
        if (last.fix === undefined && hit.fix !== undefined) last.fix = hit.fix;
      } else merged.push({ ...hit });
    }
  }
  const kept: Hit[] = [];
  for (const hit of merged) {
    const covered = kept.reduce(
      (sum, other) => sum + Math.max(0, Math.min(other.end, hit.end) - Math.max(other.start, hit.start)),
      0,
    );
    if (covered * 2 < hit.end - hit.start) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}
