import type { Page, PersonalSpan } from './personal-data';

const CAPITAL = "[A-Z][a-zA-Z'’-]+";
const ENGLISH_LEAD =
  /(?:(?:\b[Mm]y name(?:'s| is)|\b[Nn]ame(?: (?:on|for|of)(?: the| my)? (?:package|parcel|order|box|label|card|account))?\s?(?:is|:|：|-)|[Rr]ecipient(?: is|:| name:?)?|[Rr]eceiver(?: is|:| name:?)?|[Cc]onsignee:?|\bATTN:?|\b[Aa]ttn:?|\bI'?m|\bI am|\b[Tt]his is|\bunder(?: the name(?: of)?)?|[Aa]ddressed to|[Ss]hip(?:ped)? to|[Dd]eliver(?:ed)? to|[Ss]end(?: it)? to|[Cc]are of|c\/o|[Nn]ame(?=\s)|[Cc]all me|[Ss]igned(?: for)? by|[Ee]ngraved?(?: with)?|[Ee]ngrave(?: the)? name|[Ff]or my \w+,?|(?:[Mm]y|[Oo]ur) (?:husband|wife|friend|mom|mum|mother|dad|father|brother|sister|son|daughter|boss|colleague|aunt|uncle|cousin|neighbou?r|housemate|roommate|helper|boyfriend|girlfriend|fianc[eé]e?)(?: is| called| named|'s name is)?,?|[Nn]ame to|[Cc]hanged? to|[Pp](?:arcel|ackage) for|[Oo]rder for|[Bb]ox for|[Cc]ontact person|[Rr]eceived by|[Cc]ollected by|[Pp]ut|[Uu]se|[Ii]t'?s|[Bb]elongs to|[Bb]ehalf of|[Ss]peak to|[Aa]sk for|[Cc]ustomer(?: name)?:?|[Bb]uyer(?: name)?:?|[Ii]nitials|[Rr]egards,|[Cc]heers,|[Tt]hanks,|[Bb]est,|收件人|收货人|姓名|名字|英文名|户名|联系人|刻字?|绣字?|刻上|刻成|绣成|印上|改成|写成?|我叫|我是|叫|(?:男朋友|女朋友|男友|女友|朋友|老公|老婆|先生|太太|儿子|女儿|同事|室友|同学|哥哥?|姐姐?|弟弟?|妹妹?|老师|教练|外教|闺蜜|老板|客户|送给|寄给|交给|祝|致))\s?(?:is|:|：|是|叫|为|"|“|')?\s*)$/;
/** Capitalised words that are no names. */
const NOT_ENGLISH =
  /^(?:The|This|That|Track|Size|Order|Hi|Hello|Dear|Please|Pls|Thanks|Thank|Kuala|Lumpur|Singapore|Malaysia|Manila|Bangkok|Jakarta|Hong|Kong|Shopee|Lazada|Tiktok|TikTok|Amazon|Nike|Adidas|Apple|Samsung|Huawei|Xiaomi|New|Not|Still|Just|So|Very|Waiting|Looking|From|In|On|At|Is|It|And|But|Or|If|My|Your|We|You|Can|Beige|Penang|Johor|Cebu|Davao|Taipei|Beijing|Shanghai|Guangzhou|Shenzhen|Sydney|London|Medium|Large|Small|Unit|Block|Blk|Apt|Room|Jalan|Road|Street|USB|XL|XXL|Air|Max|Pro|Plus|Mini|Ultra|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|English|Chinese|China|Canada|Australia|America|USA|UK|England|France|Germany|Japan|Korea|Thailand|Vietnam|Indonesia|Philippines|India|Taiwan|Macau|Europe|Dubai|Russia|Brazil|Mexico|Spain|Italy|Brunei|Myanmar|Cambodia|Laos|Toronto|Vancouver|Melbourne|Auckland|Zealand|Perth|Selangor|Sabah|Sarawak|Ipoh|Melaka|Kuching|Chicago|Boston|Texas|California|Paris|Berlin|Tokyo|Osaka|Seoul|Busan|Hanoi|Saigon|Chiang|Mai|Phuket|Surabaya|Bandung|Quezon|Manila|Makati|Customer|Service|Support|Seller|Buyer|Bad|Good|Great|Poor|Terrible|Best|Love|Dear|Martens|Pepper|Sure|Sorry|Ok|Okay|Yes|No|Interested|Happy|Disappointed|Allergic|Using|Trying|A|An|Any|All)$/;

/** Names in Latin letters: introduced, titled (Ms Tan), or alone beside a phone number. */
export function findEnglishNames(page: Page, anchors: readonly PersonalSpan[]): PersonalSpan[] {
  const { cased } = page;
  const spans: PersonalSpan[] = [];
  if (!/[A-Za-z]{2}/.test(cased)) return spans;
  const trim = (words: string, start: number): PersonalSpan | null => {
    const parts = words.split(/(\s+)/);
    while (
      parts.length > 0 &&
      ((NOT_ENGLISH.test(parts.at(-1) ?? '') && !/^(?:An|A|Max|Air)$/.test(parts.at(-1) ?? '')) ||
        !(parts.at(-1) ?? '').trim())
    )
      parts.pop();
    if (parts.length === 0 || NOT_ENGLISH.test(parts[0] ?? '')) return null;
    return { type: 'name', start, end: start + parts.join('').length };
  };
  const full = new RegExp(
    `${CAPITAL}(?:\\s(?:${CAPITAL}|[A-Z]\\.?|bin|binti|bt|de|van|von|al|a\\/l|a\\/p|s\\/o|d\\/o|da|dos|la))*`,
    'g',
  );
  const isBeside = (from: number, to: number): boolean => from < to && /^[\s,;:/|-]{0,4}$/.test(cased.slice(from, to));
  for (const match of cased.matchAll(full)) {
    const end = match.index + match[0].length;
    let start = match.index;
    // "I'm Jessica Tan", "Hi Grace": the words before the name are capitalised too.
    for (
      let word = /^([\w'’]+)\s+/.exec(match[0]);
      word && (NOT_ENGLISH.test(word[1] ?? '') || /^I['’]?m?$/.test(word[1] ?? ''));
      word = /^([\w'’]+)\s+/.exec(cased.slice(start, end))
    )
      start += word[0].length;
    if (!/^[A-Z][a-z'’-]|^[A-Z]{4}/.test(cased.slice(start, end))) continue;
    // One capitalised word after "I am" or "This is" is a name only when the sentence stops there.
    if (
      !/\s/.test(cased.slice(start, end)) &&
      /(?:I['’]?m|I am|[Tt]his is|to|under)\s*$/.test(cased.slice(0, start)) &&
      (!/^(?:$|\s?[,.!?，。]|\s(?:here|from|and|who|again))/.test(cased.slice(end)) ||
        /(?:tarian|ed|ing|ful|able|ous|less|ive)$/.test(cased.slice(start, end)))
    )
      continue;
    const isAnchored =
      /\s/.test(cased.slice(start, end)) &&
      anchors.some(
        (anchor) =>
          (anchor.type === 'phone' || anchor.type === 'address' || anchor.type === 'order') &&
          (isBeside(end, anchor.start) || isBeside(anchor.end, start)),
      );
    const isOwner =
      /^\s?(?:收(?![到入藏])|签收|代收|的(?:快递|件|包裹|订单|单|裙|衣|尺码|那[件份单]))/.test(
        cased.slice(end, end + 6),
      ) && /\s/.test(cased.slice(start, end));
    if (!isOwner && !ENGLISH_LEAD.test(cased.slice(Math.max(0, start - 40), start)) && !isAnchored) continue;
    const span = trim(cased.slice(start, end), start);
    if (span) spans.push(span);
  }
  // Dr. Martens, Dr. Pepper: goods, not people.
  for (const match of cased.matchAll(
    new RegExp(
      `\\b(?:Mr|Mrs|Ms|Miss|Mdm|Madam|Dr|Prof|Auntie|Uncle|Encik|Puan|Cik|Khun|Kak|Pak|Bu)\\.?\\s${CAPITAL}(?:\\s${CAPITAL})?`,
      'g',
    ),
  ))
    if (!/[Mm]artens|Pepper|Oetker|Bronner|Clean/.test(match[0]))
      spans.push({ type: 'name', start: match.index, end: match.index + match[0].length });
  for (const match of cased.matchAll(
    new RegExp(
      `(?:^|\\n)(?:Hi,? |Hello,? |Dear seller,? )?(?<name>${CAPITAL}(?: ${CAPITAL}){0,2})(?= (?:here|speaking)\\b)`,
      'g',
    ),
  )) {
    const name = match.groups?.name ?? '';
    const start = match.index + match[0].length - name.length;
    if (!NOT_ENGLISH.test(name.split(' ')[0] ?? '')) spans.push({ type: 'name', start, end: start + name.length });
  }
  for (const match of page.text.matchAll(
    /(?:my name(?:'s| is)|name[:：]|recipient[:：]|receiver[:：])\s?(?<name>[a-z]{2,15}(?: [a-z]{2,15}){0,2})(?=$|[,.!?\n])/g,
  )) {
    const name = match.groups?.name ?? '';
    spans.push({
      type: 'name',
      start: match.index + match[0].length - name.length,
      end: match.index + match[0].length,
    });
  }
  return spans;
}
