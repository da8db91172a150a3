import { getBuyerTurn } from '@/lib/chat/turn';
import type { Finding } from '@/lib/suggest/view-model';
import { getSimilarity, toBare, toBigrams } from '../similarity';
import { type GuardContext, toFindingOf } from './context';
import { getSubstance } from './empty-reply';

/** A draft this near to a suggestion on screen follows it. */
const FOLLOWS = 0.3;

/** Kinds of question by their words, each with what an answer of that kind holds. */
const KINDS: readonly { asks: RegExp; answers: RegExp }[] = [
  {
    asks: /多久|几天|什么时候|啥时候|何时|几时|几点|多长时间|哪天|几号|几日/,
    answers:
      /\d|[一二两三四五六七八九十半]+(?:个?小时|天|周|个?月|分钟|点|号)|今天|明天|后天|今晚|马上|当天|下午|上午|晚上|周[一二三四五六日末]|月底|尽快|时间|预计|付款后|暂时没有|还没/,
  },
  {
    asks: /多少钱|多钱|几钱|什么价|价格|贵|便宜|优惠|折扣|打折|活动|券|包邮|运费/,
    answers: /\d|元|块|折|减|券|免费|包邮|优惠|活动|价|运费|没有|不/,
  },
  {
    asks: /多大|多重|多长|多宽|多高|多少|几个|几件|几斤|尺寸|尺码|什么码|多大码|选.{0,4}码|穿.{0,4}码|大码|小码/,
    answers: /\d|[smlx]{1,4}(?![a-z])|码|尺寸|号|身高|体重|一|两|几/i,
  },
  {
    asks: /能不能|可以(?:不|吗|么)|可不可以|能.{0,10}(?:吗|不|么|嘛)|行不行|有没有|有.{0,8}(?:吗|么|不)|是不是|会不会|会.{0,8}(?:吗|么|不)|要不要|是.{0,12}(?:吗|么)|吗$|么$|不$|没$/,
    answers: /可以|不可|能|不能|行|有|没|是|不是|会|支持|好的|需要|不用|对|确认|抱歉|暂时|建议|目前|已经|还没/,
  },
  {
    asks: /怎么|如何|咋|步骤|教程|流程|在哪|哪里|哪儿|去哪/,
    answers: /先|再|然后|点|打开|进入|右上|左上|页面|步|第|请|用|可以|在|教程|视频|按|洗|不要|申请|联系/,
  },
  {
    asks: /为什么|为啥|咋回事|怎么回事|什么原因|凭什么/,
    answers: /因为|由于|原因|是|导致|属于|系统|查|核实|这边|抱歉|帮您/,
  },
];

/** Words of a question that carry no topic. */
const EMPTY =
  /请问|想问一?下?|问一下|你们家?|您们?|我们?|这个|那个|这款|那款|什么|怎么|多少|多久|时候|可以|能不能|有没有|是不是|吗|呢|啊|呀|么|亲|一下|还是|还|就|都|的|了|在|是|不|没|有|会|要|想|和/g;

/** The questions of a turn: clauses that ask. */
export function getQuestions(text: string): string[] {
  return text
    .split(/[\n。！!；;，,]|(?<=[?？])|\s{2,}|(?:^|(?<=\s))(?=还有|另外|以及|再问)/)
    .map((clause) => clause.trim())
    .filter(
      (clause) =>
        toBare(clause).length >= 3 &&
        (/[?？]$/.test(clause) || KINDS.some((kind) => kind.asks.test(clause.replace(/[?？]+$/, '')))),
    );
}

/** True when the draft shares a topic word with the question or has the shape of an answer to its kind. */
function addresses(draft: string, question: string): boolean {
  const topic = toBare(question.replace(EMPTY, ' '));
  const own = toBigrams(toBare(draft));
  if ([...toBigrams(topic).keys()].some((gram) => own.has(gram))) return true;
  const kinds = KINDS.filter((kind) => kind.asks.test(question.replace(/[?？]+$/, '')));
  return kinds.length === 0 ? toBare(draft).length >= 12 : kinds.some((kind) => kind.answers.test(draft));
}

/** Questions of the newest buyer turn that the draft leaves open. One finding over the whole draft, however many there are. */
export function findUnanswered(draft: string, context: GuardContext): Finding[] {
  const turn = context.conversation ? getBuyerTurn(context.conversation) : null;
  if (!turn || turn.answered || toBare(draft).length < 4) return [];
  // A question back, or a promise to look, is a step towards the answer.
  if (/[?？]\s*$/.test(draft) || /发我|拍.{0,4}给我|提供|告诉我|帮您(?:查|看|问|核)|查一下|看一下|核实/.test(draft))
    return [];
  if (getSubstance(draft).length <= 2) return [];
  if (context.advice?.suggestions.some((suggestion) => getSimilarity(suggestion.text, draft) >= FOLLOWS)) return [];
  const open = getQuestions(turn.text).filter((question) => !addresses(draft, question));
  return open.length === 0
    ? []
    : [toFindingOf(draft, 'unanswered', 'amber', 'unanswered.question', { start: 0, end: draft.length })];
}
