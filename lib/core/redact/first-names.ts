import list from '@/assets/lexicons/redact-first-names.json';
import type { Page, PersonalSpan } from './personal-data';

const names = new Set(list.names.split(' '));
const BRAND = new RegExp(`^(?:${list.brands})`);
/** A capitalised word and what may follow it as a family name. */
const WRITTEN =
  /(?<![A-Za-z0-9@._'-])[A-Z][a-z]{1,11}(?:[ ][A-Z][a-z]{1,14}(?:[ -][A-Z]?[a-z]{1,14})?)?(?![A-Za-z0-9@_'-]|\.[a-z])/g;
/** What stands before a name: somebody is given, called, asked, named. */
const LEAD =
  /(?:(?:给|送|寄|发|印|刻|绣|写|叫|喊|是|找|和|跟|与|让|问|替|帮|听|祝|致|赠|姓名|名字|收件人|收货人|联系人|署名|落款|朋友|同事|老公|老婆|先生|太太|儿子|女儿|男友|女友|[、,，:："“「&])|\b(?:for|to|is|name|named|put|from|by|with|and|ask|tell|dear|hi|hello|attn|it's|i'm|i am|called))[\s"“「:：]{0,2}$/i;
const TAIL =
  /^(?:\s?(?:收|签收|代收|的(?![同新官]款?|联名|代言|[歌书电专演品牌])|说|让|要|买|那[份件单]|刻|两|一个|和|跟|本人|女士|先生|小姐|老师|同学)|[\s]?[,，。.!！"”」、&)）]|\s?$|\s(?:here|speaking|again|from|will|at|on|in|,))/;

/** Given names in Latin letters, alone or with a family name, where the words around name a person. */
export function findFirstNames(page: Page): PersonalSpan[] {
  const { cased, text } = page;
  const spans: PersonalSpan[] = [];
  for (const match of cased.matchAll(WRITTEN)) {
    const words = match[0].split(' ');
    if (!names.has((words[0] ?? '').toLowerCase())) continue;
    const start = match.index;
    const end = start + match[0].length;
    if (BRAND.test(text.slice(start, end + 12))) continue;
    const isLed = LEAD.test(cased.slice(Math.max(0, start - 12), start));
    const isOpening = start === 0 || /[\s,，。]$/.test(cased.slice(0, start));
    const tail = TAIL.exec(cased.slice(end, end + 10));
    if (!tail) continue;
    const isPossessed = /^\s?(?:收|签收|代收|的|说|让|那[份件单]|本人|女士|先生|小姐)/.test(tail[0]);
    if (isLed || (isOpening && isPossessed)) spans.push({ type: 'name', start, end });
  }
  return spans;
}
