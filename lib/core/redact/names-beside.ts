import { readFullName } from './full-name';
import { givenStrength, startsMinorityName, startsNotName, surnameLength } from './people';
import type { Page, PersonalSpan } from './personal-data';

/** A lone name beside a phone number or address: 郭涛 152…, 138… 徐姐 萧山区…. */
export function findBesideAnchor(page: Page, anchors: readonly PersonalSpan[]): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const masked = [...text.matchAll(/\d{3}[*•]{2,8}\d{2,4}/g)].map((match) => ({
    type: 'phone' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const anchor of [...anchors, ...masked]) {
    if (anchor.type !== 'phone' && anchor.type !== 'address' && anchor.type !== 'order') continue;
    const left =
      /(?<![\u4e00-\u9fff·])(?<name>[\u4e00-\u9fff·•]{2,8})[\s,，、:：;；/|(（]{0,3}(?:(?:的)?(?:手机号?|电话|联系电话|手机号码|tel|号码)(?:是)?[\s:：]{0,2})?$/.exec(
        text.slice(Math.max(0, anchor.start - 20), anchor.start),
      );
    const right = /^[\s,，、:：;；/|()（）]{0,3}(?<name>[\u4e00-\u9fff·•]{2,8})(?![\u4e00-\u9fff·])/.exec(
      text.slice(anchor.end, anchor.end + 14),
    );
    // 这单, 那栋: a word that points is no name.
    const found: [string, number][] = [];
    if (left?.groups?.name) found.push([left.groups.name, Math.max(0, anchor.start - 20) + left.index]);
    if (right?.groups?.name) found.push([right.groups.name, anchor.end + right[0].indexOf(right.groups.name)]);
    for (const [word, at] of found) {
      if (/[这那哪的了吗呢吧寄送发]|麻烦|谢谢|地址|收货|电话/.test(word)) continue;
      // 那栋, 这单: a word that points is no name.
      if (/[这那哪的了吗呢吧]/.test(word)) continue;
      const bare = word.replace(/收$|代收$|签收$/, '');
      const name = readFullName(text, at);
      const isWhole =
        name !== null &&
        name.end - at === bare.length &&
        (name.strength === 2 || bare.length === 3 || anchor.type === 'phone');
      const isRare =
        surnameLength(text, at) > 0 &&
        bare.length === 3 &&
        givenStrength(bare.slice(2)) > 0 &&
        !startsNotName(text, at) &&
        anchor.type !== 'order';
      const isDotted = /^[\u4e00-\u9fff]+[·•][\u4e00-\u9fff]+$/.test(bare);
      if (isWhole || isRare || isDotted || (startsMinorityName(text, at) && bare.length >= 4))
        spans.push({ type: 'name', start: at, end: at + bare.length });
    }
  }
  return spans;
}
