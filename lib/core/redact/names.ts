import { findEnglishNames } from './english-names';
import { findFirstNames } from './first-names';
import { findForeign } from './foreign-names';
import { findHonorific, findNickname } from './honorific-names';
import { findBesideAnchor } from './names-beside';
import type { Page, PersonalSpan } from './personal-data';
import { findPinyin } from './pinyin-names';
import { findPlaced } from './placed-names';
import { findScored } from './scored-names';
import { findShaped } from './shaped-names';

/** Names known from the page (buyer, recipient), wherever they stand; single characters are not looked for. */
function findKnown(page: Page, known: readonly string[]): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (const name of known) {
    if (name.length < 2) continue;
    for (let at = page.text.indexOf(name); at >= 0; at = page.text.indexOf(name, at + name.length)) {
      const isInWord = /^[a-z0-9]/.test(name) && /[a-z0-9]/.test(page.text[at - 1] ?? '');
      if (!isInWord) spans.push({ type: 'name', start: at, end: at + name.length });
    }
  }
  return spans;
}

/** Words that labels and places in a sentence make look like names. */
const ROLE =
  /^(?:应该|应当|来着|花布|好听|难听|太长|太短|打错|写错|填错)$|^(?:我|你|您)?(?:.{0,2}(?:同事|门卫代?|物业|前台|本人|老公|老婆|公公|姆妈|婆婆|称呼|家人|邻居|售后部?|仓管|客服|全名|真名|大名|小名|网名|昵称|名字|姓名|个人|单位|公司|别人|门牌|[房楼室]号|地址|电话|手机|代收点?|驿站|快递|粉色|[红黄蓝绿白黑紫灰]色))$/;

/** Every name of a person in a text. `anchors` are the phones and addresses already found, `known` names in folded form. */
export function findNames(page: Page, anchors: readonly PersonalSpan[], known: readonly string[]): PersonalSpan[] {
  const own = findKnown(page, known);
  const found = [
    ...findHonorific(page),
    ...findNickname(page),
    ...findPlaced(page),
    ...findBesideAnchor(page, anchors),
    ...findShaped(page),
    ...findForeign(page),
    ...findPinyin(page, anchors),
    ...findFirstNames(page),
    ...findScored(page, anchors),
    ...findEnglishNames(page, anchors),
  ];
  return [...own, ...found.filter((span) => !ROLE.test(page.text.slice(span.start, span.end)))];
}
