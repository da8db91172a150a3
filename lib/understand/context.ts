import { type Conversation, messageText } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import { findConcepts } from './concepts';
import { getConcept } from './lexicon';
import { normalise } from './normalise';
import type { AskedBefore, BuyerStage, TurnContext } from './understanding';

/** Most characters of earlier talk that are read with an elliptical turn. */
const CONTEXT_CHARS = 240;
const ELLIPSIS =
  /^(?:那|那么|这个|那个|它|这|要是|如果|还|也|再|多久|多少|几天|谁|怎么|什么时候|可以|能|行|会|有|要|在哪|哪|为什么|运费|需要|换|退|寄|我|给|好|嗯|不|没)/;
const POINTS_BACK =
  /(?:^|[,。 ])那(?!天|么多|款|件|条|双|边|里)|这个|那个|它|这样|那样|刚才|上面|这种|这款|那款|这件|那件/;
const CORRECTION =
  /不是这个|不是这|我(?:说|问)的(?:是|不是)|我是说|说错了|打错了|发错了字|更正|不对[,是]|搞错了|看清楚|不是问|我没说|我没问/;

const earlierMessages = (conversation: Conversation, turn: BuyerTurn) => {
  const first = turn.messages[0]?.id;
  const index = conversation.messages.findIndex((message) => message.id === first);
  return index < 0 ? conversation.messages : conversation.messages.slice(0, index);
};

/** Decides whether the turn leans on earlier talk, and on which. */
export function getTurnContext(conversation: Conversation, turn: BuyerTurn): TurnContext {
  const own = normalise(turn.text);
  const topics = findConcepts(own).filter(({ concept }) => {
    const kind = getConcept(concept)?.class;
    return kind === 'topic' || kind === 'symptom' || kind === 'goods' || kind === 'intent';
  });
  const bare = own.text.replace(/[\s\p{P}]/gu, '');
  const isShort = bare.length <= 14;
  const isElliptical =
    (isShort && (topics.length <= 1 || ELLIPSIS.test(bare))) ||
    (bare.length <= 30 && topics.length <= 2 && POINTS_BACK.test(own.text));
  const isCorrection = CORRECTION.test(own.text);
  const parts: string[] = [];
  let size = 0;
  if (isElliptical || isCorrection)
    for (const message of earlierMessages(conversation, turn).slice(-6).reverse()) {
      if (message.role !== 'buyer' && message.role !== 'agent') continue;
      const text = messageText(message);
      if (size + text.length > CONTEXT_CHARS) break;
      parts.unshift(text);
      size += text.length;
    }
  const text = parts.join('\n');
  return { isElliptical, text, concepts: text === '' ? [] : findConcepts(normalise(text)), isCorrection };
}

/** The buyer's earlier messages that asked something, and whether an agent spoke after each. Oldest first, at most eight. */
export function getAskedBefore(conversation: Conversation, turn: BuyerTurn): AskedBefore[] {
  const earlier = earlierMessages(conversation, turn);
  const lastAgent = earlier.findLastIndex((message) => message.role === 'agent');
  return earlier
    .map((message, index) => ({ message, answered: index < lastAgent }))
    .filter(({ message }) => message.role === 'buyer' && messageText(message).length >= 3)
    .slice(-8)
    .map(({ message, answered }) => ({ messageId: message.id, text: messageText(message), answered }));
}

const STATES: readonly (readonly [BuyerStage, RegExp])[] = [
  ['signed', /签收|已完成|交易成功|待评价|退款|售后|已收货/],
  ['shipped', /已发货|待收货|运输|派送|揽收|已出库|在途/],
  ['paid', /待发货|已付款|备货|打包|待出库/],
  ['unpaid', /待付款|未付款|待支付/],
];
const SIGNED = /收到(?!货?后|吗|时)|签收|穿了|用了|洗了|吃了|打开|拆开|拆箱|到手|试了|装上/;
const SHIPPED = /在路上|到哪|物流|派送|驿站|中转|取件码|没收到/;
const PAID = /下单|拍了|付了|付款了|刚拍|买了|还没发|没发货|不发货/;

/** Where the buyer stands: by the newest order on the page, else by the buyer's own words, else presale. */
export function getBuyerStage(conversation: Conversation, turn: BuyerTurn): BuyerStage {
  const state = conversation.orders[0]?.state;
  if (state) for (const [stage, pattern] of STATES) if (pattern.test(state)) return stage;
  const said = normalise(turn.text).text;
  if (SIGNED.test(said)) return 'signed';
  if (SHIPPED.test(said)) return 'shipped';
  return PAID.test(said) ? 'paid' : 'presale';
}
