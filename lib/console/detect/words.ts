/**
 * What people and programmers call things, in the languages our consoles speak. Words only, never names of libraries: detection
 * must work on pages that nobody has seen.
 */

/** What is written on, or said of, the button that sends. */
export const SEND_WORD =
  /^\s*(?:发\s*送|回\s*复|提\s*交|send|reply|submit|enviar|gửi|kirim|ส่ง|送信|보내기)(?:\s*[(（].{0,12}[)）]|\s*(?:消息|message|[↵⏎➤➢▶▸]))?\s*$/iu;
export const SEND_HINT = /(?:^|[^a-z])(?:send|submit|发送)(?:$|[^a-z])|send[-_A-Z]|[a-z]Send/u;
/** Inputs for something else than a message. */
export const NOT_COMPOSER =
  /搜索|查找|查询|筛选|备注|标签|单号|订单号|手机|邮箱|密码|验证码|メモ|備考|検索|ノート|메모|검색|заметк|поиск|search|filter|find|note|tag|e-?mail|password|phone/iu;
/** Comments are for colleagues, or all there is to answer by. */
export const REMARK = /评论|コメント|comment/iu;
export const COMPOSER_HINT = /输入|消息|回复|说点|聊|发送|message|reply|type|write|chat|say|enter/iu;

/**
 * Words that programmers give the own and the other side, as whole parts of a class name or value. `client` is not among them: a
 * buyer to some, to others this side of the line.
 */
const OWN =
  'me|mine|my|self|own|myself|sent|sender|send|out|outgoing|outbound|right|agent|seller|service|staff|kf|operator|support|to';
const OTHER =
  'you|other|others|others?ide|their|theirs|them|peer|received|receive|receiver|recv|in|incoming|inbound|left|buyer|customer|visitor|guest|friend|from';
const parts = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
const OWN_WORD = new RegExp(`^(?:is)?(?:${OWN})$`);
const OTHER_WORD = new RegExp(`^(?:${OTHER})$`);

/** Which side a class name or attribute value speaks of; null = neither, or both. */
export function getSideWord(name: string): 'own' | 'other' | null {
  // "from-user" speaks of a user; whose side that is, nobody can say
  const words = parts(name).filter((word, i, all) => !/^(?:from|to)$/.test(word) || !all[i + 1]);
  if (words.includes('not')) return null;
  const own = words.some((word) => OWN_WORD.test(word));
  const other = words.some((word) => OTHER_WORD.test(word));
  return own === other ? null : own ? 'own' : 'other';
}

/** Labels that are printed at the shop's own messages. */
export const OWN_LABEL =
  /^(?:我|本人|客服.{0,12}|.{0,12}客服|商家.{0,6}|卖家.{0,6}|店铺|店主|me|you|agent|seller|support|staff|operator|shop|store|assistant|bot|机器人|.{0,8}机器人|客服助手|智能助手|(?:agent|bot|seller|support|staff|operator)[\s·:：-].{1,24})$/iu;
/** Labels that are printed at the messages of whoever asks. */
export const BUYER_LABEL =
  /^(?:买家|顾客|客户|访客|用户|buyer|customer|visitor|guest|pembeli|khách hàng|comprador|ลูกค้า)$/iu;
/** Labels of the program itself. */
export const SYSTEM_LABEL = /^(?:系统|系统消息|系统通知|系统提示|通知|提示|system|notice|info)$/iu;
