import type { Page, PersonalSpan } from './personal-data';

/** At-signs as people write them where a console forbids the sign. */
const AT = String.raw`\s{0,2}(?:@|#|艾特|爱特|圈a|\(at\)|\[at\]|\{at\}|【at】|（at）|\(a\)|\*at\*|_at_|(?<=\s)at(?=\s)|(?<=[a-z0-9])小老鼠)\s{0,2}`;
const DOT = String.raw`(?:\s{0,1}(?:\.|。|点|丶|\(dot\)|\[dot\]|_dot_)\s{0,1}|\s{1,2}dot\s{1,2})`;
const LOCAL = `[a-z0-9][a-z0-9._+%-]{0,40}?(?:${DOT}[a-z0-9_-]{1,20}){0,2}`;
const LABEL = '[a-z0-9][a-z0-9-]{0,40}';
const TOP =
  '(?:com|cn|net|org|edu|gov|io|me|co|info|biz|xyz|top|vip|cc|tv|hk|tw|my|sg|uk|jp|kr|de|fr|us|ru|id|th|vn|ph|br|au|ca|in|eu|asia|app|dev|shop|store|online|site|club|ltd|tech)';
const PROVIDER =
  '(?:qq|163|126|139|189|gmail|hotmail|outlook|foxmail|sina|sohu|yahoo|icloud|aliyun|yeah|live|msn|proton|protonmail|21cn|wo)';

const FULL = new RegExp(`(?<![a-z0-9._+%-])${LOCAL}${AT}${LABEL}(?:${DOT}${LABEL}){0,3}${DOT}${TOP}(?![a-z0-9])`, 'g');
const SHORT = new RegExp(
  `(?<![a-z0-9._+%-])[a-z0-9][a-z0-9._-]{2,40}\\s{0,2}(?:@|艾特|爱特)\\s{0,2}${PROVIDER}(?:\\s{0,1}(?:邮箱|mail|${DOT}?com))?(?![a-z0-9])`,
  'g',
);

/** E-mail addresses: plain, full width, spelled out (at, dot, 艾特, 点, #), with blanks around the sign. */
export function findEmails(page: Page): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  // Both patterns need one of these; most text has none, and the patterns then cost nothing.
  if (!/@|#|艾特|爱特|圈a|小老鼠|\bat\b|_at_|\(a\)/.test(page.text)) return spans;
  for (const pattern of [FULL, SHORT])
    for (const match of page.text.matchAll(pattern))
      spans.push({ type: 'email', start: match.index, end: match.index + match[0].length });
  return spans;
}
