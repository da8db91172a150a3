import { readFullName } from './full-name';
import { givenStrength, startsMinorityName, startsNotName, surnameLength } from './people';
import { before, type Page, type PersonalSpan } from './personal-data';

/** Given names to be engraved or embroidered, bare surnames after 姓, a name followed by 收, minority names with a dot. */
export function findShaped(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const add = (pattern: RegExp, isFine: (name: string, at: number, end: number) => boolean) => {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.name ?? '';
      const start = match.index + match[0].lastIndexOf(name);
      if (name && isFine(name, start, start + name.length))
        spans.push({ type: 'name', start, end: start + name.length });
    }
  };
  const engrave =
    /(?:刻|绣|印|烫|镌|定制)(?:个|上|的?是|的?字|一下|个字|名字|名|内容|成|:|：|"|“|「|'|‘|\s|两个字|三个字|孩子|宝宝|女儿|儿子|老公|老婆|我|的|就|写|要|为){0,8}(?<name>[\u4e00-\u9fff]{2,3})(?=$|[\s,，。.、!！?？"”」'’)）和跟与两三]|就|可以|这|行|吧|吗)/g;
  add(
    engrave,
    (name, at) =>
      (givenStrength(name) > 0 && !startsNotName(text, at)) || readFullName(text, at)?.end === at + name.length,
  );
  if (/[刻绣镌]|印[上名字]/.test(text))
    add(
      /[”"」’'](?:和|跟|与|、|,|，)[“"「‘'](?<name>[\u4e00-\u9fff]{2,3})[”"」’']/g,
      (name, at) => givenStrength(name) > 0 && !startsNotName(text, at),
    );
  const child =
    /(?:宝宝|孩子|女儿|儿子|小名|闺女|娃|小朋友|全名|大名|名字)(?:的)?(?:名字|大名|小名)?(?:叫做?|是|为|:|：)\s?(?<name>[\u4e00-\u9fff]{2,4})(?=$|[\s,，。.、!！?？"”」)）]|的|刻|绣|两个|三个)/g;
  add(
    child,
    (name, at) => readFullName(text, at)?.end === at + name.length || (givenStrength(name) === 2 && name.length === 2),
  );
  add(
    /(?<![百贵同老尊跟不没都])(?:免贵姓|我姓|姓|他姓|她姓|贵姓)(?<name>[\u4e00-\u9fff])(?![氏名\u4e00-\u9fff]?氏)(?=$|[^名])/g,
    (name, at) => surnameLength(text, at - 0) > 0 && !/^(?:名|氏|什)/.test(name),
  );
  add(
    /(?<![\u4e00-\u9fff])(?:麻烦|请|就|帮我|帮忙|备注|改成|改|写|是|由|给)*(?<name>[\u4e00-\u9fff]{2,4})(?:代)?(?:收|签收|亲收|本人收|启)(?=$|[\s,，。!！()（）;；\n]|件的$)/g,
    (name, at) => {
      const full = readFullName(text, at);
      return full !== null && full.end === at + name.length && (name.length > 2 || full.strength === 2);
    },
  );
  add(
    /(?<![\u4e00-\u9fff·•])(?:我是|我叫|叫|给|是|姓名|收件人)?(?<name>[\u4e00-\u9fff]{2,8}[·•][\u4e00-\u9fff]{2,8})/g,
    (name, at) =>
      startsMinorityName(text, at) ||
      /(?:我是|我叫|叫|收件人?|姓名|户名|名字|联系人)[\s:：]*$/.test(before(page, at, 6)) ||
      startsMinorityName(name, name.search(/[·•]/) + 1),
  );
  add(
    /(?:我是|我叫|我名字|叫|名字是|找|给|收件|本人)[\s:：]?(?<name>[\u4e00-\u9fff]{3,7}?)(?=$|[^\u4e00-\u9fff]|的|收|买|这边)/g,
    (name, at) => startsMinorityName(text, at) && name.length >= 3,
  );
  return spans;
}
