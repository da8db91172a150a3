/** A piece of a folded text in which the buyer repeats the shop's words; [start, end) is what was repeated. */
export interface QuoteSpan {
  start: number;
  end: number;
}

/** Shorter marked pieces are emphasis (会"褪色"吗), not quotation. */
const MIN_QUOTED = 6;
const MARKED = /[「『“"《【]([^「」『』“”"《》【】]{6,600})[」』”"》】]/g;
/** Who or what says it, and the verb: the rest of the clause is the shop's text. */
const LEAD_IN =
  /(?:详情页?|页面|介绍|描述|标题|说明书?|主图|标签|吊牌|水洗标|洗标|洗唛|公告|规则|活动页|客服|机器人|自动回复)(?:页|里|上|中|那里|那|图|面|的)*(?:写|标|印|注明|备注|显示|写明|标明|提示|回复|说)(?:着|的是|的|是|了|明|道|到)?[:"「“]?/g;
/** Words that ask about the quotation itself: then the quotation is the topic. */
const ABOUT_IT =
  /真的|假的|什么意思|啥意思|咩意思|几个意思|真假|属实|靠谱|准不准|准吗|对吗|对不对|是吗|是不是|算数|可信|能信|骗人|怎么理解|确定|保真|系咪|唔系/;
/** Words that only acknowledge. */
const ACKNOWLEDGES =
  /^(?:好的?|收到|知道了?|明白了?|谢谢|多谢|嗯+|哦+|噢+|ok|okay|行|可以|了解|懂了|没事了?|不用了|晓得了?|亲|[\s,.。!~吧啊呀哈的了-])*$/;

/** Finds the repeated pieces, in order; overlapping ones are kept once. */
export function findQuotes(text: string): QuoteSpan[] {
  const spans: QuoteSpan[] = [];
  for (const match of text.matchAll(MARKED)) {
    const start = match.index + 1;
    spans.push({ start, end: start + (match[1]?.length ?? 0) });
  }
  for (const match of text.matchAll(LEAD_IN)) {
    const start = match.index + match[0].length;
    if (spans.some((span) => start >= span.start - 1 && start < span.end)) continue;
    const rest = text.slice(start).search(/[,。!?;\n]/);
    const end = rest < 0 ? text.length : start + rest;
    if (end - start >= MIN_QUOTED / 2) spans.push({ start, end });
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** What the buyer says outside of the repeated pieces. */
export function getOwnWords(text: string, quotes: readonly QuoteSpan[]): string {
  let own = '';
  let at = 0;
  for (const { start, end } of quotes) {
    if (start > at) own += `${text.slice(at, start).replace(LEAD_IN, ' ')} `;
    at = Math.max(at, end);
  }
  return (own + text.slice(at)).replace(/[「」『』“”"《》【】]/g, ' ').trim();
}

/**
 * True when the repeated pieces are only the background: the buyer acknowledges, or asks for something else.
 * `hasOwnTopic` tells whether the own words hold a topic of their own. Asked about directly (是真的吗), a quotation is the topic.
 */
export function areQuotesBackground(ownWords: string, hasOwnTopic: boolean): boolean {
  if (ABOUT_IT.test(ownWords)) return false;
  return hasOwnTopic || ACKNOWLEDGES.test(ownWords);
}
