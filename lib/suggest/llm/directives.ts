import { foldText } from '@/lib/core/text';

/** Who is spoken to when a text is meant for a program and not for a person. */
const MACHINE =
  /(?<![a-z])(?:ai|a\.i\.|llm|gpt|chatgpt|chatbot|bot|assistant|language model|system prompt)(?![a-z])|人工智能|智能(?:助手|客服|体|回复)|机器人|语言模型|大模型|自动客服|自动回复|提示词|读到(?:此处|这里|本段)|模型(?:请|须|必须|应)/;
/** Words that tell somebody what to answer. */
const ORDERS =
  /必须|务必|请(?:你|在|将|把|对|用|以|输出|回复|回答|承诺|声称|宣称|告知|附)|一律|均需|都要|须|应当|不得|不要提|输出|附上|附加|加上|补充|答应|写明|请写|承诺|声称|宣称|告知|回复|回答|写(?:在|入)|改口|(?<![a-z])(?:must|always|please|include|append|add|say|tell|reply|respond|render|output|mention|promise|never)(?![a-z])/;
/** Tells what every answer must hold, whoever is meant. */
const REPLY_RULE =
  /(?:每次|每条|所有|任何|凡是?|一律)[^。！!？?\n]{0,12}(?:回答|回复|答复|回话|买家|客户|顾客|咨询|对话|会话)[^。！!？?\n]{0,14}(?:都|要|须|必|请|附|加|说|告|承诺|承认|同意|答应|引导)|(?:回答|回复|答复|对话|话术|消息|感谢语|回复模板)(?:里|中|内|时|前|后|末尾|结尾|开头|最后|模板)[^。！!？?\n]{0,8}(?:固定|附|加|带|写|插入|声称|宣称|说明|提及|务必|请|要|须)|(?:客服|店员|小二|助理)(?:请?注意|必读|须知|请)[:：]?|对话中请|请声称|请宣称|请对所有|请回复买家|(?:in|with|to) (?:every|each|all|your) (?:reply|replies|answer|answers|response|responses|message|messages|customers?|buyers?)/;
/** Takes earlier rules back or makes new ones. */
const OVERRIDE =
  /(?:忽略|无视|忘(?:记|掉)|跳过|作废|推翻|不用管|不再遵守)[^。！!？?\n]{0,12}(?:指令|规则|规定|限制|设定|提示|要求|约束|政策|话术)|(?:以下|下面|现)(?:为|是|起用?)?新(?:的)?(?:规则|指令|政策|设定)|规则(?:更新|变更|作废|改为)|以上为?(?:商品|内容|资料)[^。\n]{0,4}以下|角色(?:变更|切换|扮演)|你(?:现在|从现在起|将)(?:是|扮演)|开发者模式|越狱|ignore (?:all |any |the |your )?(?:previous|above|prior|earlier|instructions?|rules?)|disregard (?:all |the |your )?|forget (?:all |your |the )?(?:previous|instructions?|rules?)|override|developer mode|new (?:rules?|instructions?) ?[:：]|you are now/;
/** The dress of a message that is none: roles, fences, tags. */
const COSTUME =
  /^\s*(?:#{1,6}\s*)?[[<【（(]?\s*(?:system|assistant|developer|系统(?:指令|消息|提示)?|管理员|admin)\s*(?:override|prompt|message|指令)?\s*[\]>】）)]?\s*[:：>|\]]|<\/?(?:system|assistant|instructions?|prompt)>|<\|[a-z_]+\|>|\[\/?inst\]|={3,}|-{4,}|#{3,}/m;
/** What only a program fills in or loads. */
const CARRIER = /!\[[^\]]*\]\([^)]*\)|\$?\{[a-z_一-鿿]{2,30}\}|<img|<script|javascript:/;

/** True when a piece of data speaks to a program: such a sentence is neither passed on nor stood on. */
export function isDirective(sentence: string): boolean {
  const text = foldText(sentence).text;
  return (
    OVERRIDE.test(text) ||
    COSTUME.test(text) ||
    CARRIER.test(text) ||
    REPLY_RULE.test(text) ||
    (MACHINE.test(text) && ORDERS.test(text))
  );
}

/** Sentences with their end marks; brackets open and close sentences of their own, since asides hide in them. */
const SENTENCE = /[^。！!？?\n；;[\]()（）【】<>]*[。！!？?\n；;[\]()（）【】<>]*/g;

/** Pictures, links and addresses: gone with the rest of an order to a program. */
const EMBEDDED = /!?\[[^\]]*\]\([^)]*\)|https?:\/\/\S+/g;

/** A text without the sentences that speak to a program; unchanged when there are none. */
export function withoutDirectives(text: string): string {
  if (!isDirective(text)) return text;
  // What stands behind a fake boundary was put there to look like something else than data.
  const [head = ''] = text.replace(EMBEDDED, ' ').split(/\n?\s*(?:={3,}|-{4,}|#{2,}\s|<\|)/, 1);
  return (head.match(SENTENCE) ?? [])
    .filter((sentence) => !isDirective(sentence))
    .join('')
    .replace(/[([（【<]\s*$/, '')
    .trim();
}
