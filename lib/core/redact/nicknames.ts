import { isHan } from './full-name';
import { LEAD_LENGTH, TAIL_LENGTH, weighLead, weighTail } from './name-cues';
import { givenCost, isGivenLike, nameGain, surnameCost, type WordLattice } from './name-model';
import { isJoined, isPublicName, startsNotName, surnameLength } from './people';
import { after, before, type Page, type PersonalSpan } from './personal-data';

/** Score from which a short form is a name; nicknames look like words more often than full names do. */
const ENOUGH = 5;
/** Nothing around makes a nickname of words that read this much better. */
const HOPELESS = -34;
/** First characters of titles: most places have none. */
const OPENS = /[哥姐嫂叔姨婶伯爷奶总工太生桑s妈爸妹弟导董局处科院队医律主老师大阿同公婆外姥姑]/;
/** Kin written twice is kin (公公, 奶奶), not a child's name. */
const KIN_TWICE = /[爷奶爸妈公婆哥姐弟妹叔舅伯婶姑姨嫂太宝谢常刚天年人家星看试想问等慢好多少]/;
const PREFIX = /[小老大阿]/;
/** What is small, old or big and bought. */
const GOODS =
  /^(?:小[白花米马车包毛单时石熊牛鹿鱼羊鸟虎龙麦豆黄红蓝黑绿紫竹草树木山水雪电火星月天地人大中高低长短平房门窗床桌盘碗杯瓶罐盒袋箱巴皮干路曲计支项边卷写年心号样票份种类额城镇学升]|老[板师时花白高金成干年方路单汤平黄]|大[小家方单花白包马米黄毛同金高车路门全时明干年平阳成石海江连龙]|阿[胶姨里迪莫妈爸公婆姐哥弟妹爷嬷伯叔嫂舅奶]|小[区哥姐妹弟孩妞]|大[衣细伯妈爷叔婶姐哥嫂楼])$/;
/** 大刘, 大李: only with the surnames that people say so. */
const BIG =
  /[刘李王张陈杨赵周吴徐孙胡朱郭罗宋郑谢韩唐冯曹彭曾萧田董袁潘蒋蔡余杜程苏魏吕丁姚卢傅姜崔谭廖范汪陆贾付邹孟秦邱侯尹薛黎贺郝]/;
/** 芳姐, 强哥, 陈太: what follows a surname or a given name. The first group is a form of address for everybody. */
const TITLES =
  /^(?:哥哥?|姐姐?|嫂子?|叔叔?|姨妈?|婶子?|伯伯?|爷爷?|奶奶?|总|工|太太?|生(?![产气活意日病效成命态鲜肖姜蚝抽菜鱼])|桑|sir|妈妈?|爸爸?|妹|弟|导|董|局|处|科|院长?|队长?|医生?|律师?|主任|老师|师傅|大爷|大妈|大姐|大哥|阿姨|同学|师奶|公公?|婆婆?)/;
/** Parents are called by their child: 浩浩妈妈. */
const PARENT = /^(?:妈妈?|爸爸?|奶奶|爷爷|外婆|外公|姥姥|姥爷|姑姑|阿姨|姐姐|哥哥)/;

/** 小贺, 老葛, 阿强, 芳姐, 强哥, 浩浩妈妈: judged like full names, by likelihood and by what stands around. */
export function findNicknames(page: Page, lattice: WordLattice): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const tryOne = (start: number, end: number, cost: number, least = ENOUGH, quiet = 5) => {
    const gain = nameGain(lattice, start, end, cost);
    if (gain < HOPELESS) return;
    const lead = weighLead(before(page, start, LEAD_LENGTH));
    const tail = weighTail(after(page, end, TAIL_LENGTH));
    // A nickname is somebody: the words around must say so.
    if (lead < -10 || tail < 0 || lead + tail < quiet) return;
    if (gain + lead + tail >= least) spans.push({ type: 'name', start, end });
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const next = text[at + 1];
    if (PREFIX.test(char) && isHan(next)) {
      const own = next ?? '';
      const family = surnameLength(text, at + 1) === 1 ? surnameCost(own) : 99;
      const isGiven = char === '阿' || char === '小' || char === '大';
      const given = isGiven ? givenCost(own) + (char === '阿' ? 0 : 4) : 99;
      if (!GOODS.test(char + own) && !startsNotName(text, at) && (char !== '大' || BIG.test(own))) {
        const title = TITLES.exec(text.slice(at + 2, at + 4))?.[0].length ?? 0;
        tryOne(
          at,
          at + 2 + (title && /[姐哥]/.test(text[at + 2] ?? '') ? 1 : 0),
          Math.min(family, given) + 2,
          ENOUGH,
          char === '小' && family === 99 ? 10 : 5,
        );
      }
    }
    if (!isHan(char)) continue;
    for (const size of [1, 2]) {
      const name = text.slice(at, at + size);
      if (name.length < size || (size === 2 && !isHan(name[1]))) continue;
      const end = at + size;
      if (!OPENS.test(text[end] ?? '')) continue;
      const title = (size === 2 ? (name[0] === name[1] ? PARENT : TITLES) : TITLES).exec(text.slice(end, end + 3))?.[0];
      if (!title || (startsNotName(text, at) && !(size === 1 && title === '太太'))) continue;
      if (
        size === 1 &&
        (isPublicName(text.slice(at - 1, at + 1)) ||
          isJoined(text[at - 1], name) ||
          /[祝让叫和跟给要小老大阿你我他她您姆厢里家外岳妯的是两几一二三四五六七八九十每各位个好家]/.test(name))
      )
        continue;
      if (size === 1) {
        const family = surnameLength(text, at) === 1 ? surnameCost(name) : 99;
        if (family === 99 && !isGivenLike(name)) continue;
        tryOne(
          at,
          end + title.length,
          Math.min(family, givenCost(name) + 5) + 4,
          ENOUGH + 2,
          /^(?:总|工|生|导|局|处|科|院|队|老师)$/.test(title) ? 5 : 4,
        );
      } else if (name[0] !== name[1]) {
        if (/^[姐哥姨嫂叔婶妹]/.test(title) && isGivenLike(name))
          tryOne(at, end + title.length, givenCost(name) + 4, ENOUGH, 4);
      } else if (!KIN_TWICE.test(name)) tryOne(at, end + title.length, givenCost(name[0] ?? '') + 6, 6);
    }
  }
  for (const match of text.matchAll(SHORT)) {
    const start = match.index + match[0].length - 2;
    spans.push({ type: 'name', start, end: start + 2 });
  }
  return spans;
}

/** 娟子, 强子: short for a name, where they do something. */
const SHORT =
  /(?<![\u4e00-\u9fff])(?:我家|咱家|让|叫|给|听|跟|和)?(?<name>[强军刚勇涛波超斌鹏亮芳娟丽霞敏静玲凤英琴艳辉峰飞浩磊柱栓春秀兰娜萍蓉]子)(?=说|要|让|叫|上回|上次|来|问|拿|买|也|的[那件单快包])/g;

/** Leads and tails that only a given name has: what is engraved, written on a cake, called. */
const GIVEN_LEAD =
  /(?:收件人|收货人|联系人|签收人|姓名|户名|小名|乳名|昵称|(?:小名|名字|乳名)(?:就?叫|是)|宝宝叫|孩子叫|娃叫|女儿叫|儿子叫|名字是?|刻(?:上|字|的是)?|绣(?:上|字|的是)?|印(?:上|字)?|写(?:上|着|的是)?|贴(?:上)?|缝(?:上)?|题|打上|祝(?:福)?|贺|致|赠|送给|给|让|叫|和|跟|与|、|&|[,，]|^)["“「『‘'\s:：]{0,2}$/;
const GIVEN_TAIL =
  /^(?:(?:小朋友|宝宝|宝贝|同学|女士|先生|老师|奶奶|爷爷|妈妈|爸爸|小姐|阿姨|叔叔|姐姐|哥哥|妹妹|弟弟|外婆|外公)?(?:生日|新婚|[一两二三四五六七八九十百]+周?岁|周岁|[五六七八九十]十大寿|大寿|百天|满月|福寿|快乐|毕业|考研|高考|加油|上岸|敬上|惠存|留念|专用|收|签收|亲启)|同学|小朋友|宝贝|宝宝|两个字|两字|这两个|来拿|来取|家的|的(?:码|快递|件|包裹|那份|那件|订单)|["”」』’']|[,，。!！&、\s]|和|跟|与|电话|手机|打不通|$)/;

/** Given names alone (佳怡, 雨桐, 朵朵), where something is written on goods or a person is named by them. */
export function findGiven(page: Page, lattice: WordLattice): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const isOnGoods =
    /收件人|收货人|联系人|姓名|户名|刻|贴|缝|绣|印|蛋糕|贺卡|卡片|生日|新婚|快乐|小名|乳名|名字|姓名贴|宝宝叫|孩子叫|同学|小朋友|敬上|惠存|周岁|周年|水牌|请柬|铭牌|奖|锦旗|来拿|来取|家的|的码|那份|签收|收/.test(
      text,
    );
  if (!isOnGoods) return spans;
  for (let at = 0; at + 1 < text.length; at++) {
    if (
      !isHan(text[at]) ||
      !isHan(text[at + 1]) ||
      startsNotName(text, at) ||
      (text[at] !== text[at + 1] && !isGivenLike(text.slice(at, at + 2)))
    )
      continue;
    const lead = before(page, at, 10);
    const tail = after(page, at + 2, 10);
    if (!GIVEN_LEAD.test(lead) || !GIVEN_TAIL.test(tail)) continue;
    const isTwin = text[at] === text[at + 1];
    if (isTwin && KIN_TWICE.test(text[at] ?? '')) continue;
    const cost = isTwin ? Math.min(givenCost(text[at] ?? '') + 8, 26) : givenCost(text.slice(at, at + 2)) + 6;
    const strong = weighLead(before(page, at, LEAD_LENGTH));
    const behind = weighTail(after(page, at + 2, TAIL_LENGTH));
    if (strong < -10 || behind < 0) continue;
    const isMarked =
      (isTwin && strong >= 6) || strong >= 13 || behind >= 15 || /^(?:同学|小朋友|来拿|来取|家的)/.test(tail);
    if (!isMarked) continue;
    const gain = nameGain(lattice, at, at + 2, cost);
    if (gain >= (isTwin ? -24 : -18) && gain + strong + behind >= ENOUGH)
      spans.push({ type: 'name', start: at, end: at + 2 });
  }
  return spans;
}
