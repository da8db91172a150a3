import { findDigitRuns } from '@/lib/core/redact/digit-runs';
import { type DraftText, spanOfFolded } from './draft-text';
import type { Hit } from './match-rules';

/** Words that give a number as the way to reach somebody outside the platform. */
const GIVES =
  /(?:号码?(?:是|为|:|：)?|号[:：]?|(?:我|店长|老板)的?(?:手机|电话|号码?|私号|号)(?:是|为|:|：)?|加|搜|找我|联系我|加我|打我|同号|id(?:是|:|：)?|账号(?:是|:|：)?|群号(?:是|:|：)?|，|,|：|:)\s*$/u;
/** Plain words: the number is the shop's own private line even when no app is named. */
const MINE =
  /(?:我的?|店长的?|老板的?|我私人|私人|个人)(?:手机|电话|号码?|微信|号)?(?:是|为|:|：|\s)*$|(?:打|加|联系|找)(?:我|店长|老板)(?:的)?(?:手机|电话|号码?)?(?:是|为|:|：|\s)*$/u;

/**
 * Numbers that are contacts: an account or phone number beside a word of another app, or the agent's own number.
 * `hits` are the off-platform hits already found in the draft.
 */
export function findContactNumbers(draft: DraftText, hits: readonly Hit[]): Hit[] {
  const { text } = draft.folded;
  const found: Hit[] = [];
  for (const run of findDigitRuns(text)) {
    const first = run[0];
    const last = run.at(-1);
    if (!first || !last) continue;
    const digits = run.map((group) => group.digits).join('');
    if (digits.length < 6 || digits.length > 13) continue;
    const lead = text.slice(Math.max(0, first.start - 12), first.start);
    const span = spanOfFolded(draft, first.start, last.end);
    const isNear = hits.some((hit) => hit.type === 'off_platform' && Math.abs(span.start - hit.end) <= 12);
    const isMobile = /^1[3-9]\d{9}$/.test(digits);
    if (!((isNear && GIVES.test(lead)) || (MINE.test(lead) && isMobile) || (isNear && isMobile))) continue;
    if (/订单|单号|快递|运单|货号|商品|尾号|元|块/.test(lead)) continue;
    found.push({ type: 'off_platform', severity: 'red', rule: 'off_platform.number', ...span, fix: '' });
  }
  return found;
}
