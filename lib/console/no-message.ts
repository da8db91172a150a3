/** Words that programs print around messages: dates, read marks, "is typing", dividers; in the languages our consoles speak. */

const CLOCK =
  '(?:[上下]午|凌晨|早上|晚上|中午|am|pm|a\\.m\\.|p\\.m\\.)?\\s*\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?\\s*(?:am|pm|a\\.m\\.|p\\.m\\.)?';
const DAY =
  '(?:今天|昨天|前天|刚刚|刚才|现在|[上本这]?个?星期[一二三四五六日天]|[月火水木金土日]曜日?|[(（][日月火水木金土一二三四五六][)）]|[上本这]?周[一二三四五六日天]|礼拜[一二三四五六日天]|today|yesterday|just now|now|hari ini|kemarin|semalam|hôm nay|hôm qua|hoje|ontem|hoy|ayer|сегодня|вчера|今日|昨日|一昨日|오늘|어제|heute|gestern|oggi|ieri|aujourd.hui|hier|bugün|dün|dzisiaj|wczoraj|วันนี้|เมื่อวาน(?:นี้)?|(?:last\\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)';
const MONTH =
  '(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|ene|fev|abr|mai|mei|ago|set|out|dez|dic|des)[a-z]{0,7}\\.?|(?:янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\\.?|th?áng\\s?\\d{1,2})';
const DATE = `(?:\\d{2,4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,4}\\s*日?|\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}\\s*日?|${MONTH}\\s*\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s*\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s*(?:de\\s+)?${MONTH}(?:,?\\s*\\d{4})?)`;
const AGO =
  '(?:about\\s+|大约)?(?:\\d+|an?|a few|one)\\s*(?:秒钟?|分钟?|小时|天|周|个月|月|年|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\\s*(?:之?前|ago)';
/** "1d", "5 min": how messengers abbreviate. */
const SHORT_AGO = '\\d{1,3}\\s?(?:s|secs?|m|mins?|h|hrs?|d|w|wks?|mo|y|yrs?)(?![a-z])';
const MOMENT = `(?:${CLOCK}|${DAY}|${DATE}|${AGO}|${SHORT_AGO})`;

/** A text that is nothing but a time or a date, in any usual writing. */
const TIME_SOURCE = `^[\\s\\-–—·•|(\\[【]*${MOMENT}(?:[\\s,，at·•|/T-]*${MOMENT}){0,3}[\\s\\-–—·•|)\\]】]*$`;

const MARK =
  '(?:已读|未读|已送达|送达|已发送|发送中|发送失败|对方已读|全部已读|read|unread|sent|seen|delivered|sending|failed|edited|已编辑|既読|읽음|прочитано|отправлено|доставлено|изменено|dibaca|terkirim|diterima|đã xem|đã gửi|đã nhận|lid[ao]s?|enviad[ao]s?|entregues?|vist[ao]s?|leíd[ao]s?|อ่านแล้ว|ส่งแล้ว|✓+|✔+|√+|☑+)';
/** Whether a message was read or delivered, alone or with its time. */
const MARK_SOURCE = `^[\\s·•|,，(（-]*(?:seen|read|viewed|visto|le[ií]d[ao]|lu|gelesen|dilihat|dibaca|đã xem|прочитано)\\s+(?:by|por|par|von|oleh|bởi)\\s.{1,60}$|^[\\s·•|,，(（-]*(?:${MARK}|${MOMENT}\\s*[·•|,，-]?\\s*${MARK}|${MARK}\\s*(?:[·•|,，-]|at|on)?\\s*${MOMENT})(?:\\s*[·•|,，-]?\\s*(?:${MARK}|${MOMENT}))*[\\s·•|)）]*$`;

/** Somebody is typing. */
const TYPING_SOURCE = '^.{0,30}?(?:正在输入|输入中|正在键入|is typing|are typing|typing|is writing)\\s*[.。…·]*$';
const DOTS_SOURCE = '^\\s*[.。…·•●]{1,6}\\s*$';

/** A button's picture that is a letter: arrows, geometric shapes, dots, crosses, letters of icon fonts. */
const ICON_SOURCE =
  '^\\s*(?:[\\u2190-\\u21ff\\u22ee-\\u22f1\\u25a0-\\u25ff\\u2794-\\u27bf\\ue000-\\uf8ff×✕✖⌃⌄‹›«»☰≡☆★⚑⚐✎↵ⓘ]\\ufe0f?\\s*){1,4}$';

/** Lines that the program draws between messages, and its buttons that look like rows. */
const DIVIDER_SOURCE =
  '^[\\s\\-–—·•]*(?:以[上下](?:为|是)?(?:历史|新|未读)?(?:消息|记录).{0,4}|(?:\\d+\\s*条)?(?:新|未读)消息|(?:点击)?(?:查看|加载|展开)(?:更多|全部|更早|历史|以往){1,2}的?(?:消息|记录|聊天记录)?|没有更多(?:消息|记录|了).{0,4}|加载中.{0,3}|回到底部|(?:\\d+\\s*)?(?:new|unread) messages?|(?:all|no more|no new) messages?(?: (?:are |were )?loaded)?\\s*\\p{Extended_Pictographic}?|(?:messages|chats|calls)\\b.{0,40}end-to-end encrypted.{0,120}|(?:消息|聊天).{0,12}端到端加密.{0,40}|load (?:more|earlier|older|previous)(?: messages)?|(?:beginning|start) of (?:the )?(?:conversation|chat).{0,3}|loading\\W{0,3}|scroll to bottom|jump to (?:latest|bottom))[\\s\\-–—·•]*$';

const isLike = (source: string): ((text: string) => boolean) => {
  const pattern = new RegExp(source, 'iu');
  return (text) => pattern.test(text);
};
export const isMark = isLike(MARK_SOURCE);
/** True when these words say that somebody is typing. */
export const isTyping = isLike(TYPING_SOURCE);
/** True when these words alone are no message. */
export const isNoMessage = isLike(
  [TIME_SOURCE, MARK_SOURCE, TYPING_SOURCE, DOTS_SOURCE, DIVIDER_SOURCE, ICON_SOURCE].join('|'),
);

const MOMENT_BESIDE = new RegExp(
  `^[\\s·•|,，(]*${MOMENT}[\\s·•|,，)]+|[\\s·•|,，(]+${MOMENT}(?:[\\s,，]+${MOMENT})*[\\s·•|,，)]*$`,
  'giu',
);
/** A name without the time that is printed in the same line: "Lulu 10:02". */
export const withoutMoment = (text: string): string => text.replace(MOMENT_BESIDE, '').trim() || text;

const STAMP = new RegExp(`\\s*[·•|–—-]\\s*${MOMENT}(?:[\\s,，]+${MOMENT})*\\s*$`, 'iu');
/** A sign before words: "ⓘ", "⚡". */
const SIGN =
  /^(?:[\u2190-\u21ff\u2139\u24d8\u25a0-\u25ff\u2794-\u27bf\ue000-\uf8ff›»]|\p{Extended_Pictographic})\ufe0f?\s*/u;
/** A line of the program without the sign before it and the time behind it: "ⓘ Chat started · 10:02". */
export const withoutStamp = (text: string): string => text.replace(STAMP, '').replace(SIGN, '').trim() || text;

/** True when nothing else stands in these lines but an avatar's letter. */
export function isQuiet(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rest = lines.filter((line) => !isNoMessage(line));
  return rest.length < lines.length && rest.join('').length <= 2;
}

/** Answers in one emoji, with how many gave it: "❤1", "👍 2 😀 1". */
const REACTION =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d|\ufe0f|\p{Extended_Pictographic})*\s*\d{1,4}\s*)+$/u;
/** True when these words, behind a message, are what others answered by one press. */
export const isReaction = (text: string): boolean => REACTION.test(text.trim());

/** A message without the answers in one emoji below it. */
export function withoutReactions(text: string): string {
  const lines = text.split('\n');
  while (lines.length > 1 && isReaction(lines.at(-1) ?? '')) lines.pop();
  return lines.join('\n').trimEnd();
}
