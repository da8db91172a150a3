import { givenStrength, isPublicName, startsMinorityName, startsNotName, surnameLength } from './people';
import { before, type Page, type PersonalSpan } from './personal-data';

const HAN = /[\u4e00-\u9fff]/;
const isHan = (char: string | undefined): boolean => char !== undefined && HAN.test(char);

/** Forms of address that follow a surname. */
const HONORIFICS = [
  '先生',
  '女士',
  '小姐姐',
  '小姐',
  '太太',
  '夫人',
  '姐姐',
  '哥哥',
  '大哥',
  '大姐',
  '大叔',
  '大爷',
  '大妈',
  '大伯',
  '大娘',
  '大婶',
  '阿姨',
  '叔叔',
  '伯伯',
  '爷爷',
  '奶奶',
  '师傅',
  '老师',
  '老板娘',
  '老板',
  '经理',
  '会计',
  '主任',
  '医生',
  '护士',
  '教练',
  '同学',
  '同志',
  '校长',
  '院长',
  '律师',
  '助理',
  '店长',
  '队长',
  '书记',
  '主管',
  '总监',
  '工程师',
  '教授',
  '博士',
  '警官',
  '班长',
  '组长',
  '部长',
  '处长',
  '科长',
  '局长',
  '村长',
  '秘书',
  '厂长',
  '出纳',
  '妈妈',
  '爸爸',
  '嫂',
  '婶',
  '婆婆',
  '公公',
  '姐',
  '哥',
  '叔',
  '姨',
  '伯',
  '总',
  '工',
  '妈',
  '爸',
];
/** Words for goods for men and women: 女士 before them is no form of address. */
const GOODS =
  /^(?:[tT]恤|短袖|长袖|短裤|长裤|裤|裙|衫|包|鞋|靴|拖|款|版|香水|手表|腕表|钱包|背心|内衣|内裤|睡衣|睡袍|帽|西装|西服|围巾|大衣|羽绒|上衣|泳|袜|剃须|剃|外套|毛衣|卫衣|护肤|洗面|专用|秋|春|夏|冬|棉|牛仔|休闲|商务|运动|夹克|皮|马甲|手套|丝巾|眼镜|墨镜|戒指|项链|饰|礼|风衣|瑜伽|文胸|尺码|码|的码|单鞋|凉|雨|跑|板|登山|冲锋|衬|保暖|家居|用品|区|专区|系列|自行车|香氛|电动|箱|两|穿|适合|装|服|都能|也能|同款|均|限定|尊享|奢)/;
/** Characters that join the surname before it into another word (紧张, 纯白), by surname. */
const JOINED: Record<string, string> = {
  张: '紧夸慌扩主开一二三四五六七八九十两几这那每半整单多铺纸声乖嚣伸舒0123456789',
  白: '纯米奶雪亮美黑本漂空洁明苍灰象乳冷月茶珍',
  黄: '米姜鹅金杏橙嫩淡土深浅焦枯蛋发变泛',
  高: '提偏升增最更很不太身超加增跟',
  马: '立人斑木骑罗河上战宝悍黑白',
  金: '黄白押定现资退奖佣基本合五烫玫赏罚租保香',
  方: '官对双地比大平立我商卖买家厂第东西南北药配甲乙',
  安: '平公晚早保不治',
  常: '非正经日平通异时往家',
  周: '一二三四五六上下本每这那两几整第0123456789',
  时: '小平及当随准同有何限计到按暂临',
  明: '说证声透照发文光',
  成: '完变当组构合收养形达做换改',
  水: '防缩',
  温: '保体水低高常恒升',
  单: '订下快运菜传补简退这那一两接发清账床被买催几拍刷',
  包: '钱书挎背面打红豆礼一两三0123456789大小',
  花: '碎印提绣雪棉烟',
  毛: '羊起掉绒羽睫眉',
  云: '',
  石: '宝玉大理岩',
  史: '历',
  江: '',
  路: '一半线网上',
  车: '购物快停汽童',
  钱: '多价赚省退付花差要的少',
  管: '不只尽软水',
  任: '信责',
  范: '规',
  余: '剩多其',
  全: '安完齐',
  丁: '布肉',
  和: '',
  乐: '',
  易: '容交简',
  向: '方反面竖横',
  房: '',
  游: '',
  查: '检',
  都: '',
  陈: '',
  康: '健',
  严: '',
  关: '',
  容: '内',
  符: '不相',
  支: '',
  满: '不',
  平: '',
  程: '流工过行',
  叶: '茶树',
  文: '图',
  丰: '顺',
  田: '',
  尚: '时',
  强: '加很',
  冷: '',
  封: '密信',
  连: '',
  展: '',
  元: '0123456789几十百块多',
  相: '',
  司: '公',
  麻: '',
  沙: '',
  应: '供',
  何: '任如',
  万: '0123456789几一十',
  干: '饼烘',
  麦: '',
  卫: '门',
  项: '',
  宁: '',
  解: '了理',
  顾: '',
  计: '',
  老: '',
  位: '',
  利: '',
  那: '',
  门: '',
  于: '由对关等',
  来: '',
  项目: '',
};

/** Labels after which a name stands, whatever it looks like. */
const LABELLED =
  /(?:收件人|收货人|联系人|收货姓名|收件姓名|寄件人|发件人|签收人|申请人|付款人|持卡人|开户人|户主|购买人|订货人|下单人|经办人|投保人|被保险人|乘客|登记人|取件人|提货人|姓名|名字|户名|账户名|帐户名|开户名?|实名|真名|抬头(?:个人)?|署名|签名|签字|签收(?:人|的)?(?:显示|写的?)?|代收人|落款|法人|法定代表人|本人)(?:信息|是|为|叫|写成?|改成|改为|换成|填|应该|用|还是|:|：|=|\s|,|就|的|\(|个人)*$/;
/** Verbs and words before a full name. */
const INTRODUCED =
  /(?:我叫|名叫|叫做|我是|我就是|这是|他叫|她叫|本人|改成|改为|换成|写成?|留的?|备注|填|登记|联系|转给|交给|发给|寄给|带给|送给|还给|打给|给|找|问|收件|收货|收件写|收货写|签收的?是|开户|代收|抬头|客户|买家|会员|同事|同学|朋友|闺蜜|室友|邻居|老公|老婆|爸爸?|妈妈?|哥|姐|弟弟?|妹妹?|儿子|女儿|爷爷|奶奶|外婆|外公|姥姥|姥爷|舅舅|叔叔?|阿姨|姑姑|孩子|孙子|孙女|男友|男朋友|女朋友|女友|媳妇|婆婆|岳母|前妻|前夫|爱人|太太|侄子|侄女|外甥|表[姐妹哥弟]|堂[姐妹哥弟]|亲戚|房东|合伙人|财务|会计|出纳|前台|保安|司机|伴娘|新郎|新娘|对象|队友|领导|老板|老师|客服叫|快递员|师傅|主管|店长|经理|员工|叫|(?:^|[\s,，。])(?:应该|其实)?是|(?:^|[\s,，。])我)(?::|：|\s|的是|是|叫|为|成)*$/;
/** What may stand behind a name that only an introduction marks. */
const CLOSED =
  /^(?:$|[\s,，。.、;；!！?？:：)）"”」』\]】~～\n|/]|的(?!确)|打|不|没|有|是|收|签|代|说|也|和|跟|他|她|就|在|已|要|让|退|买|寄|发|那|这|先生|女士|本人|小姐|上次|上午|下午|昨天|之前|不是|您|你|吧|吗|呢|啊|哈|哦|下单|下的|电话|手机|身份|地址|1\d{2})/;
/** What a person does or has: marks the full name before it. */
const OWNS =
  /^(?:签收|代收|收$|收[\s,，。!！(（]|下的?单|买的|订的|拍的|寄的|付的|这个?(?:名字|账号|号)|的(?:快递|包裹|订单|件|单子|单|账号|号码|电话|地址|名字|退款|身份证|会员|那单|那件|收货))/;
/** A public name or a piece of goods: the name before or after it stays. */
const PUBLIC =
  /^(?:同款|代言|联名|签名|演唱会|的书|写的|专辑|海报|的歌|主演|直播间|推荐|牌|旗舰店|老师的课|牛肉|螺蛳粉|火锅|酱|的鞋|的诗|画|译|著)/;

interface Name {
  start: number;
  end: number;
  /** 0..2 as `givenStrength`. */
  strength: number;
}

/** The full Chinese name at `at`, longest likely first: surname and one or two characters. */
function readFullName(text: string, at: number, isMarked = false): Name | null {
  const length = surnameLength(text, at);
  if (length === 0) return null;
  // 黎明珠 after 我同事 is a name although 黎明 is a word; 王老吉 stays what it is.
  const isWord = startsNotName(text, at);
  if (
    isWord &&
    !(
      isMarked &&
      length === 1 &&
      givenStrength(text.slice(at + 1, at + 3)) === 2 &&
      !isPublicName(text.slice(at, at + 3))
    )
  )
    return null;
  const from = at + length;
  let best: Name | null = null;
  for (const size of [2, 1, 3]) {
    if (size === 3 && length === 1) continue;
    const name = text.slice(from, from + size);
    if (name.length < size || ![...name].every(isHan)) continue;
    const strength = givenStrength(name);
    if (strength > 0 && (!best || (strength > best.strength && size > 1)))
      best = { start: at, end: from + size, strength };
  }
  return best;
}

/** Surname and form of address: 罗先生, 欧阳女士, 李建国先生, 徐姐. */
function findHonorific(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const isBad = (surnameAt: number, honorific: string, end: number): boolean => {
    const surname = text[surnameAt] ?? '';
    const previous = text[surnameAt - 1];
    const rest = text.slice(end, end + 6);
    if (previous !== undefined && JOINED[surname]?.includes(previous)) return true;
    if (/[先后]/.test(honorific[0] ?? '') && /^生?[效成产活]/.test(rest)) return true;
    if ((honorific === '女士' || honorific === '先生' || honorific === '小姐') && GOODS.test(rest)) return true;
    if (honorific === '姐' && /^[妹夫姐]/.test(rest)) return true;
    if (honorific === '哥' && /^[哥们弟伦]/.test(rest)) return true;
    if (honorific === '总' && /^[是共体会的不觉量价部裁数额计结之有]/.test(rest)) return true;
    if (honorific === '工' && /[作艺厂具业资程人费期序钱龄整]/.test(rest[0] ?? '')) return true;
    if (honorific === '叔' && /^叔/.test(rest)) return true;
    if ((honorific === '妈' || honorific === '爸') && /^[妈爸咪]/.test(rest)) return true;
    if (honorific === '伯' && /^[爵利莱]/.test(rest)) return true;
    if (honorific === '姨' && /^[妈夫]/.test(rest)) return true;
    if (honorific === '老师' && /^(?:傅|的课|款)/.test(rest)) return true;
    return /^(?:客服|主播|店铺)?$/.test(before(page, surnameAt, 2)) && /^客服$/.test(before(page, surnameAt, 2));
  };
  for (const honorific of HONORIFICS)
    for (let at = text.indexOf(honorific); at >= 0; at = text.indexOf(honorific, at + 1)) {
      const end = at + honorific.length;
      const isShort = honorific.length === 1;
      let start = -1;
      if (surnameLength(text, at - 2) === 2) start = at - 2;
      else if (surnameLength(text, at - 1) === 1) start = at - 1;
      // A full name before a form of address of two characters: 李建国先生. It must begin where a word may begin.
      if (!isShort)
        for (const size of [4, 3, 2]) {
          const from = at - size;
          const name = from >= 0 ? readFullName(text, from) : null;
          const opens =
            from === 0 || !isHan(text[from - 1]) || /[是叫给找寄收由请让跟和为到写成在的亲]$/.test(text.slice(0, from));
          if (name && name.end === at && opens && !isBad(from, honorific, end)) {
            spans.push({ type: 'name', start: from, end });
            start = -1;
            break;
          }
        }
      if (start < 0 || isBad(start, honorific, end)) continue;
      const previous = text[start - 1];
      if (
        isShort ||
        /^(?:妈妈|爸爸|同学|主任|会计|店长|主管|助理|组长|班长|队长|公公|婆婆|老板|律师|医生|教练|护士)/.test(honorific)
      ) {
        // 高工资, 小马哥, 全家: short forms need a boundary in front or a rarer meaning behind.
        const opens =
          previous === undefined ||
          !isHan(previous) ||
          /[是叫给找寄收由请让跟和为到写成在了的亲位问下替帮就你您们]/.test(previous);
        if (!opens || startsNotName(text, start)) continue;
        if (
          isShort &&
          isHan(text[end]) &&
          !/^(?:让|说|的|收|要|订|买|那|在|你|您|好|问|叫|今|昨|上|下|之|给|帮|发|寄|答|签|也|和|跟|代|家|吗|呢|这|我|他|她|又|早|晚|已|一)/.test(
            text.slice(end, end + 1),
          )
        )
          continue;
      } else if (startsNotName(text, start)) continue;
      spans.push({ type: 'name', start, end });
    }
  return spans;
}

/** 小周, 老王, 阿强: only where the person acts or is acted on, and never an agent's stage name. */
function findNickname(page: Page): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  const pattern =
    /(?<![\u4e00-\u9fff])(?:(?:我|你们|您们|你家|店里)?(?:的|那个|这个|那|是|叫|找|给|问|跟|让|帮|听|和|被)?)(?<part>[小老](?<surname>[\u4e00-\u9fff]))(?=说|让|帮|给|跟|叫我|答应|收|签|代收|介绍|推荐|和我|发我|告诉|上次|昨天|的(?:快递|件|包裹)|那边|经理|她|他|你|,我|,你|，)/g;
  for (const match of page.text.matchAll(pattern)) {
    const part = match.groups?.part ?? '';
    const start = match.index + match[0].length - part.length;
    const surname = match.groups?.surname ?? '';
    if (
      !/[王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡杜苏魏吕丁沈卢姜崔谭汪范石廖贾夏付邹熊秦邱侯顾孟薛]/.test(
        surname,
      )
    )
      continue;
    if (/客服$|主播$/.test(before(page, start, 2))) continue;
    spans.push({ type: 'name', start, end: start + 2 });
  }
  return spans;
}

/** Names that their place marks: after a label, an introduction, before what a person does, alone between separators at a phone or address. */
function findPlaced(page: Page, anchors: readonly PersonalSpan[]): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isHan(text[at])) continue;
    const lead = before(page, at, 16);
    const isFree = at === 0 || !isHan(text[at - 1]);
    if (LABELLED.test(lead)) {
      const name = readLabelled(text, at);
      if (name) {
        spans.push({ type: 'name', start: name.start, end: name.end });
        continue;
      }
    }
    if (startsMinorityName(text, at) && (isFree || INTRODUCED.test(lead))) {
      const long = /^[\u4e00-\u9fff]{3,7}?(?=$|[^\u4e00-\u9fff·•]|的|收|在|说|这)/.exec(text.slice(at, at + 8));
      if (long && (INTRODUCED.test(lead) || OWNS.test(text.slice(at + long[0].length, at + long[0].length + 8)))) {
        spans.push({ type: 'name', start: at, end: at + long[0].length });
        continue;
      }
    }
    if (surnameLength(text, at) === 0) continue;
    const name = readFullName(text, at, INTRODUCED.test(lead));
    if (!name) continue;
    const rest = text.slice(name.end, name.end + 8);
    if (PUBLIC.test(rest) || JOINED[text[at] ?? '']?.includes(text[at - 1] ?? ' ')) continue;
    const isSure = name.strength === 2 && name.end - name.start >= 3;
    const isIntroduced =
      INTRODUCED.test(lead) &&
      !/客服(?:叫|是)?$/.test(lead) &&
      (CLOSED.test(rest) || isSure) &&
      !(name.end - name.start === 2 && name.strength < 2);
    const owns = (isFree || /[是叫给找由亲]$/.test(lead)) && OWNS.test(rest) && name.strength === 2;
    if (isIntroduced || owns) spans.push({ type: 'name', start: name.start, end: name.end });
  }
  spans.push(...findBesideAnchor(page, anchors));
  return spans;
}

/** A name after a label: a full name, a minority name with dots, else two to four characters up to a separator. */
function readLabelled(text: string, at: number): Name | null {
  const dotted = /^[\u4e00-\u9fff]{1,8}(?:[·•・.][\u4e00-\u9fff]{1,8}){1,3}/.exec(text.slice(at, at + 40));
  if (dotted) return { start: at, end: at + dotted[0].length, strength: 2 };
  const alone = /^[\u4e00-\u9fff]{2,4}(?=$|[\s,，。.、;；!！?？)）"”」』\]】\n\d+])/.exec(text.slice(at, at + 5));
  const name = readFullName(text, at, true);
  if (name && (!alone || name.strength === 2 || CLOSED.test(text.slice(name.end, name.end + 3)))) {
    // Behind a label a name may go on past what the lists know: 何建平 is whole, 何建 is not.
    if (alone && alone[0].length > name.end - at && alone[0].length <= 3)
      return { start: at, end: at + alone[0].length, strength: 1 };
    return name;
  }
  if (alone && (surnameLength(text, at) > 0 || startsMinorityName(text, at)) && !startsNotName(text, at))
    return { start: at, end: at + alone[0].length, strength: 1 };
  // 名字:塔娜 — a bare label with a colon says it plainly.
  if (
    alone &&
    /(?:收件人|收货人|联系人|姓名|名字|户名)\s?[:：]\s?$/.test(text.slice(Math.max(0, at - 8), at)) &&
    !/[的了吗呢不是有没太错改什么]|必填|选填/.test(alone[0]) &&
    !startsNotName(text, at)
  )
    return { start: at, end: at + alone[0].length, strength: 1 };
  if (startsMinorityName(text, at)) {
    const long = /^[\u4e00-\u9fff]{3,7}?(?=$|[^\u4e00-\u9fff]|的|收)/.exec(text.slice(at, at + 8));
    if (long) return { start: at, end: at + long[0].length, strength: 1 };
  }
  return null;
}

/** A lone name beside a phone number or address: 郭涛 152…, 138… 徐姐 萧山区…. */
function findBesideAnchor(page: Page, anchors: readonly PersonalSpan[]): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const masked = [...text.matchAll(/\d{3}[*•]{2,8}\d{2,4}/g)].map((match) => ({
    type: 'phone' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const anchor of [...anchors, ...masked]) {
    if (anchor.type !== 'phone' && anchor.type !== 'address' && anchor.type !== 'order') continue;
    const left =
      /(?<![\u4e00-\u9fff·])(?<name>[\u4e00-\u9fff·•]{2,8})[\s,，、:：;；/|(（]{0,3}(?:(?:的)?(?:手机号?|电话|联系电话|手机号码|tel|号码)(?:是)?[\s:：]{0,2})?$/.exec(
        text.slice(Math.max(0, anchor.start - 20), anchor.start),
      );
    const right = /^[\s,，、:：;；/|()（）]{0,3}(?<name>[\u4e00-\u9fff·•]{2,8})(?![\u4e00-\u9fff·])/.exec(
      text.slice(anchor.end, anchor.end + 14),
    );
    // 这单, 那栋: a word that points is no name.
    const found: [string, number][] = [];
    if (left?.groups?.name) found.push([left.groups.name, Math.max(0, anchor.start - 20) + left.index]);
    if (right?.groups?.name) found.push([right.groups.name, anchor.end + right[0].indexOf(right.groups.name)]);
    for (const [word, at] of found) {
      if (/[这那哪的了吗呢吧寄送发]|麻烦|谢谢|地址|收货|电话/.test(word)) continue;
      // 那栋, 这单: a word that points is no name.
      if (/[这那哪的了吗呢吧]/.test(word)) continue;
      const bare = word.replace(/收$|代收$|签收$/, '');
      const name = readFullName(text, at);
      const isWhole =
        name !== null &&
        name.end - at === bare.length &&
        (name.strength === 2 || bare.length === 3 || anchor.type === 'phone');
      const isRare =
        surnameLength(text, at) > 0 &&
        bare.length === 3 &&
        givenStrength(bare.slice(2)) > 0 &&
        !startsNotName(text, at) &&
        anchor.type !== 'order';
      const isDotted = /^[\u4e00-\u9fff]+[·•][\u4e00-\u9fff]+$/.test(bare);
      if (isWhole || isRare || isDotted || (startsMinorityName(text, at) && bare.length >= 4))
        spans.push({ type: 'name', start: at, end: at + bare.length });
    }
  }
  return spans;
}

/** Given names to be engraved or embroidered, bare surnames after 姓, a name followed by 收, minority names with a dot. */
function findShaped(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const add = (pattern: RegExp, isFine: (name: string, at: number, end: number) => boolean) => {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.name ?? '';
      const start = match.index + match[0].lastIndexOf(name);
      if (name && isFine(name, start, start + name.length))
        spans.push({ type: 'name', start, end: start + name.length });
    }
  };
  const engrave =
    /(?:刻|绣|印|烫|镌|定制)(?:个|上|的?是|的?字|一下|个字|名字|名|内容|成|:|：|"|“|「|'|‘|\s|两个字|三个字|孩子|宝宝|女儿|儿子|老公|老婆|我|的|就|写|要|为){0,8}(?<name>[\u4e00-\u9fff]{2,3})(?=$|[\s,，。.、!！?？"”」'’)）和跟与两三]|就|可以|这|行|吧|吗)/g;
  add(
    engrave,
    (name, at) =>
      (givenStrength(name) > 0 && !startsNotName(text, at)) || readFullName(text, at)?.end === at + name.length,
  );
  if (/[刻绣镌]|印[上名字]/.test(text))
    add(
      /[”"」’'](?:和|跟|与|、|,|，)[“"「‘'](?<name>[\u4e00-\u9fff]{2,3})[”"」’']/g,
      (name, at) => givenStrength(name) > 0 && !startsNotName(text, at),
    );
  const child =
    /(?:宝宝|孩子|女儿|儿子|小名|闺女|娃|小朋友|全名|大名|名字)(?:的)?(?:名字|大名|小名)?(?:叫做?|是|为|:|：)\s?(?<name>[\u4e00-\u9fff]{2,4})(?=$|[\s,，。.、!！?？"”」)）]|的|刻|绣|两个|三个)/g;
  add(
    child,
    (name, at) => readFullName(text, at)?.end === at + name.length || (givenStrength(name) === 2 && name.length === 2),
  );
  add(
    /(?<![百贵同老尊跟不没都])(?:免贵姓|我姓|姓|他姓|她姓|贵姓)(?<name>[\u4e00-\u9fff])(?![氏名\u4e00-\u9fff]?氏)(?=$|[^名])/g,
    (name, at) => surnameLength(text, at - 0) > 0 && !/^(?:名|氏|什)/.test(name),
  );
  add(
    /(?<![\u4e00-\u9fff])(?:麻烦|请|就|帮我|帮忙|备注|改成|改|写|是|由|给)*(?<name>[\u4e00-\u9fff]{2,4})(?:代)?(?:收|签收|亲收|本人收|启)(?=$|[\s,，。!！()（）;；\n]|件的$)/g,
    (name, at) => {
      const full = readFullName(text, at);
      return full !== null && full.end === at + name.length && (name.length > 2 || full.strength === 2);
    },
  );
  add(
    /(?<![\u4e00-\u9fff·•])(?:我是|我叫|叫|给|是|姓名|收件人)?(?<name>[\u4e00-\u9fff]{2,8}[·•][\u4e00-\u9fff]{2,8})/g,
    (name, at) =>
      startsMinorityName(text, at) ||
      /(?:我是|我叫|叫|收件人?|姓名|户名|名字|联系人)[\s:：]*$/.test(before(page, at, 6)) ||
      startsMinorityName(name, name.search(/[·•]/) + 1),
  );
  add(
    /(?:我是|我叫|我名字|叫|名字是|找|给|收件|本人)[\s:：]?(?<name>[\u4e00-\u9fff]{3,7}?)(?=$|[^\u4e00-\u9fff]|的|收|买|这边)/g,
    (name, at) => startsMinorityName(text, at) && name.length >= 3,
  );
  return spans;
}

const CAPITAL = "[A-Z][a-zA-Z'’-]+";
const ENGLISH_LEAD =
  /(?:(?:\b[Mm]y name(?:'s| is)|\b[Nn]ame(?: (?:on|for|of)(?: the| my)? (?:package|parcel|order|box|label|card|account))?\s?(?:is|:|：|-)|[Rr]ecipient(?: is|:| name:?)?|[Rr]eceiver(?: is|:| name:?)?|[Cc]onsignee:?|\bATTN:?|\b[Aa]ttn:?|\bI'?m|\bI am|\b[Tt]his is|\bunder(?: the name(?: of)?)?|[Aa]ddressed to|[Ss]hip(?:ped)? to|[Dd]eliver(?:ed)? to|[Ss]end(?: it)? to|[Cc]are of|c\/o|[Nn]ame(?=\s)|[Cc]all me|[Ss]igned(?: for)? by|[Ee]ngraved?(?: with)?|[Ee]ngrave(?: the)? name|[Ff]or my \w+,?|[Cc]ustomer(?: name)?:?|[Bb]uyer(?: name)?:?|[Ii]nitials|[Rr]egards,|[Cc]heers,|[Tt]hanks,|[Bb]est,|收件人|收货人|姓名|名字|英文名|户名|联系人|刻字?|绣字?|刻上|刻成|绣成|印上|改成|写成?|我叫|我是|叫)\s?(?:is|:|：|是|叫|为|"|“|')?\s*)$/;
/** Capitalised words that are no names. */
const NOT_ENGLISH =
  /^(?:The|This|That|Track|Size|Order|Hi|Hello|Dear|Please|Pls|Thanks|Thank|Kuala|Lumpur|Singapore|Malaysia|Manila|Bangkok|Jakarta|Hong|Kong|Shopee|Lazada|Tiktok|TikTok|Amazon|Nike|Adidas|Apple|Samsung|Huawei|Xiaomi|New|Not|Still|Just|So|Very|Waiting|Looking|From|In|On|At|Is|It|And|But|Or|If|My|Your|We|You|Can|Beige|Penang|Johor|Cebu|Davao|Taipei|Beijing|Shanghai|Guangzhou|Shenzhen|Sydney|London|Medium|Large|Small|Unit|Block|Blk|Apt|Room|Jalan|Road|Street|USB|XL|XXL|Air|Max|Pro|Plus|Mini|Ultra|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|English|Chinese|China|Customer|Service|Support|Seller|Buyer|Bad|Good|Great|Poor|Terrible|Best|Love|Dear|Martens|Pepper|Sure|Sorry|Ok|Okay|Yes|No|Interested|Happy|Disappointed|Allergic|Using|Trying|A|An|Any|All)$/;

/** Names in Latin letters: introduced, titled (Ms Tan), or alone beside a phone number. */
function findEnglish(page: Page, anchors: readonly PersonalSpan[]): PersonalSpan[] {
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
    if (!ENGLISH_LEAD.test(cased.slice(Math.max(0, start - 40), start)) && !isAnchored) continue;
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

/** Names known from the page (buyer, recipient), wherever they stand; single characters are not looked for. */
function findKnown(page: Page, known: readonly string[]): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (const name of known) {
    if (name.length < 2) continue;
    for (let at = page.text.indexOf(name); at >= 0; at = page.text.indexOf(name, at + name.length)) {
      const isInWord = /^[a-z0-9]/.test(name) && /[a-z0-9]/.test(page.text[at - 1] ?? '');
      if (!isInWord) spans.push({ type: 'name', start: at, end: at + name.length });
    }
  }
  return spans;
}

/** Every name of a person in a text. `anchors` are the phones and addresses already found, `known` names in folded form. */
export function findNames(page: Page, anchors: readonly PersonalSpan[], known: readonly string[]): PersonalSpan[] {
  return [
    ...findKnown(page, known),
    ...findHonorific(page),
    ...findNickname(page),
    ...findPlaced(page, anchors),
    ...findShaped(page),
    ...findEnglish(page, anchors),
  ];
}
