import { foldText } from '@/lib/core/text';
import { DRAFT_RULES } from './prompt';
import { TOOL_RULES } from './tool-prompt';

/** Why a candidate may not be shown at all. */
export type UnsafeReason =
  | 'link'
  | 'contact'
  | 'markup'
  | 'machine-talk'
  | 'echo'
  | 'code'
  | 'asks-private'
  | 'placeholder';

const LINK =
  /h\s*[tx]{2}\s*p\s*s?\s*[:：]|:\s?\/\s?\/|(?<![a-z])www\s?\.|(?<![a-z0-9@])[a-z0-9][a-z0-9-]{0,40}\s?(?:\.|点|。|\bdot\b|\[\.\])\s?(?:[a-z0-9-]+\s?(?:\.|点|\[\.\])\s?)?(?:com|cn|net|org|top|xyz|vip|shop|io|cc|me|info|example|test|site|app|link|ly|co|ru|club|online|store|live|biz|pro|tk|ltd|wang|xin|page|dev|ai)(?![a-z])|点(?:击|开)?(?:这里|此处|下方链接|链接)|复制(?:链接|口令|打开)|淘口令|扫码(?:加|进|领|添加|关注)|短链/;
const EMAIL = /[a-z0-9._%+-]+\s?(?:@|\(at\)|\[at\])\s?[a-z0-9-]+\s?(?:\.|点|dot)/;
const MARKUP = /!?\[[^\]]*\]\([^)]*\)|<\/?[a-z][^>]*>|\$?\{\{?[^{}]{1,40}\}?\}|```|&#?\w+;/;
const MACHINE =
  /(?:我|作为一?[个名]?|身为|本|只是)[^，,。]{0,6}(?:(?<![a-z])ai(?![a-z])|人工智能|语言模型|大模型|机器人|智能助手|(?<!小)程序)|提示词|(?:我的|内部|后台|加载的|收到的|初始|原始)(?:系统)?(?:指令|设定|规则|配置|角色|提示|说明)|(?:完整|全部|当前)(?:的)?(?:系统)?(?:指令|规则|角色|提示)|(?:指令|设定|规则)(?:如下|原文)|system prompt|my (?:instructions?|rules?|prompt|configuration|guidelines)|(?:exact|initial|original|previous|following) instructions?|language model|as an ai|developer mode|开发者模式|角色说明|角色设定|\bcites?\b|\bcandidates?\b|\bjson\b|jailbreak|越狱|你替网店客服|起草回复|只(?:能)?依据(?:资料|知识)/;
const PRIVATE_ASK =
  /(?:发|提供|告诉|报|留|给)[^，,。]{0,6}(?:身份证|银行卡|卡号|密码|验证码|手机号|电话号码|住址|家庭地址|微信|qq)|(?:身份证|银行卡|卡号|密码|验证码)[^，,。]{0,4}(?:发|告诉|报|给)(?:我|一下)|(?:send|give|tell) (?:me|us) (?:your )?(?:password|card|id number|verification|phone)/;
/** Long runs without words: encoded text, keys, tokens. */
const CODE = /(?<![a-z0-9+/=_-])(?=[a-z0-9+/=_-]*\d)(?=[a-z0-9+/=_-]*[a-z])[a-z0-9+/=_-]{20,}/i;

const bare = (text: string): string => foldText(text).text.replace(/[\s\p{P}\p{S}]/gu, '');
const ECHO_RUN = 9;
const echoes = new Set<string>();
for (const rules of [bare(DRAFT_RULES), bare(TOOL_RULES)])
  for (let i = 0; i + ECHO_RUN <= rules.length; i++) echoes.add(rules.slice(i, i + ECHO_RUN));

function isEcho(text: string): boolean {
  const own = bare(text);
  for (let i = 0; i + ECHO_RUN <= own.length; i++) if (echoes.has(own.slice(i, i + ECHO_RUN))) return true;
  return false;
}

/**
 * What no draft may carry, whoever asked for it: links and contacts, markup, talk of being a program, our rules, requests for private
 * data. `given` is the text of the cited sources: a long code that stands there (an article number) is no secret.
 */
export function findUnsafe(text: string, given: string): UnsafeReason | null {
  const folded = foldText(text).text;
  if (LINK.test(folded)) return 'link';
  if (EMAIL.test(folded)) return 'contact';
  if (MARKUP.test(folded)) return 'markup';
  if (MACHINE.test(folded)) return 'machine-talk';
  if (isEcho(text)) return 'echo';
  if (PRIVATE_ASK.test(folded)) return 'asks-private';
  const code = CODE.exec(text)?.[0];
  return code && !given.includes(code) ? 'code' : null;
}
