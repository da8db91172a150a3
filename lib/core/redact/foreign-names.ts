import people from '@/assets/lexicons/redact-people.json';
import { LEAD_LENGTH, TAIL_LENGTH, weighLead, weighTail } from './name-cues';
import { isPublicName } from './people';
import { after, before, type Page, type PersonalSpan } from './personal-data';

const list = (words: string): string =>
  words
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|');

const firsts = (words: string): string =>
  `(?=[${[...new Set(words.split(' ').map((word) => word.charAt(0)))].join('')}])`;

/** Parts of Uyghur, Kazakh, Mongol, Tibetan and Yi names, one after the other: 阿依古丽, 娜仁托娅, 扎西顿珠. */
const PARTS = new RegExp(
  `${firsts(`${people.roots} ${people.parts}`)}(?:${list(`${people.roots} ${people.parts}`)}){1,5}`,
  'g',
);
const ONE_PART = new RegExp(`^(?:${list(`${people.roots} ${people.parts}`)})$`);
const ROOT = new RegExp(`^(?:${list(people.roots)})`);
const JAPANESE = new RegExp(
  `${firsts(people.japanese)}(?:${list(people.japanese)})[\\u4e00-\\u9fff]{1,3}?(?=$|[^\\u4e00-\\u9fff]|收|的|样|桑|是|说|先生|女士|小姐)`,
  'g',
);
/** Two parts with a dot between them; what leads up to the first is cut off by its own words. */
const DOTTED = /[\u4e00-\u9fff]{1,10}(?:[·•・‧][\u4e00-\u9fff]{1,10}){1,3}/g;
const LEADING =
  /^.*(?:收件人|收货人|联系人|寄件人|姓名|名字|户名|我叫|名叫|叫做|我是|叫|喊|是|给|找|让|替|帮|写成?|填|改成|换成|室友|朋友|同学|同事|老公|老婆|妈|爸|和|跟)(?=[\u4e00-\u9fff]{1,8}[·•・‧])/;
/** Kinds of goods and places joined by dots: no names. */
const JOINT_GOODS = /[款色装味店馆牌版号期街路城系列]$|[款色装味店馆]\s*[·•・‧]/;

/** Names of minorities and foreigners in Chinese characters. */
export function findForeign(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const cues = (start: number, end: number) =>
    [weighLead(before(page, start, LEAD_LENGTH)), weighTail(after(page, end, TAIL_LENGTH))] as const;
  for (const match of text.matchAll(PARTS)) {
    const word = match[0];
    const isDouble = !ONE_PART.test(word);
    let end = match.index + word.length;
    const [lead, tail] = cues(match.index, end);
    if (word.length < 2 || lead < -10 || tail < 0 || isPublicName(word)) continue;
    if (!(isDouble && word.length >= 4 ? lead + tail >= 4 : lead + tail >= 15)) continue;
    // 巴特尔, 库尔班江: what goes on up to a boundary belongs to the name.
    const rest =
      /^[尔汗江提克别勒娅雅丽木夫德图格布热孜姆勒][\u4e00-\u9fff]?(?=$|[^\u4e00-\u9fff]|收|的|也|说|在|那|要|这)/.exec(
        text.slice(end, end + 3),
      );
    if (rest && weighTail(after(page, end, TAIL_LENGTH)) === 0) end += rest[0].length;
    spans.push({ type: 'name', start: match.index, end });
  }
  for (const match of text.matchAll(JAPANESE)) {
    const end = match.index + match[0].length;
    const [lead, tail] = cues(match.index, end);
    if (
      !isPublicName(match[0]) &&
      match[0].length >= 3 &&
      lead >= 0 &&
      tail >= 0 &&
      lead + tail >= (match[0].length >= 4 ? 9 : 15)
    )
      spans.push({ type: 'name', start: match.index, end });
  }
  for (const match of text.matchAll(DOTTED)) {
    const cut = LEADING.exec(match[0])?.[0].length ?? 0;
    const start = match.index + cut;
    const end = match.index + match[0].length;
    const [lead, tail] = cues(start, end);
    if (JOINT_GOODS.test(match[0]) || lead < -10 || tail < 0) continue;
    if (cut > 0 || lead >= 11 || tail >= 15 || ROOT.test(text.slice(start, end)))
      spans.push({ type: 'name', start, end });
  }
  return spans;
}
