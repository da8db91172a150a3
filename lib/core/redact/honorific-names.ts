import { isHan, readFullName } from './full-name';
import { HONORIFICS, isJoined, startsNotName, surnameLength } from './people';
import { before, type Page, type PersonalSpan } from './personal-data';

/** Words for goods for men and women: 女士 before them is no form of address. */
const GOODS =
  /^(?:[tT]恤|短袖|长袖|短裤|长裤|裤|裙|衫|包|鞋|靴|拖|款|版|香水|手表|腕表|钱包|背心|内衣|内裤|睡衣|睡袍|帽|西装|西服|围巾|大衣|羽绒|上衣|泳|袜|剃须|剃|外套|毛衣|卫衣|护肤|洗面|专用|秋|春|夏|冬|棉|牛仔|休闲|商务|运动|夹克|皮|马甲|手套|丝巾|眼镜|墨镜|戒指|项链|饰|礼|风衣|瑜伽|文胸|尺码|码|的码|单鞋|凉|雨|跑|板|登山|冲锋|衬|保暖|家居|用品|区|专区|系列|自行车|香氛|电动|箱|两|穿|适合|装|服|都能|也能|同款|均|限定|尊享|奢)/;

/** Surname and form of address: 罗先生, 欧阳女士, 李建国先生, 徐姐. */
export function findHonorific(page: Page): PersonalSpan[] {
  const { text } = page;
  const spans: PersonalSpan[] = [];
  const isBad = (surnameAt: number, honorific: string, end: number): boolean => {
    const surname = text[surnameAt] ?? '';
    const previous = text[surnameAt - 1];
    const rest = text.slice(end, end + 6);
    if (isJoined(previous, surname)) return true;
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
  // A rare surname that no list holds: 相女士您好.
  for (const match of text.matchAll(
    /(?<![\u4e00-\u9fff])(?<name>(?![这那该本各每两几男女老大小新美帅位名贵某的有是我你他她您亲俩和给跟])[\u4e00-\u9fff](?:女士|先生|小姐))(?=您|你好|你的|的(?:订单|快递|件|包裹|单|窗|衣|货)|[,，:：]|$)/g,
  ))
    spans.push({ type: 'name', start: match.index, end: match.index + match[0].length });
  return spans;
}

/** 小周, 老王, 阿强: only where the person acts or is acted on, and never an agent's stage name. */
export function findNickname(page: Page): PersonalSpan[] {
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
