import { entrySchema } from '@/lib/knowledge/schema';
import type { SourcedEntry } from '@/lib/suggest/assistant';

/** Goods of other shops, by which made-up entries differ. */
const GOODS = (
  '钢琴 小提琴 二胡 架子鼓 电子琴 多肉植物 兰花 发财树 鱼缸 热带鱼 仓鼠笼 鸟食 猫爬架 狗牵引绳 宠物推车 汽车坐垫 行车记录仪 车载香水 机油 轮胎 ' +
  '摩托头盔 电动车电池 钓鱼竿 渔线轮 羽毛球拍 乒乓球台 瑜伽砖 哑铃 跑步机 登山绳 帐篷 睡袋 滑雪板 冲浪板 望远镜 显微镜 天文镜 无人机 单反镜头 三脚架 ' +
  '投影幕布 音响功放 麦克风 声卡 机械键盘 显卡 主板 内存条 固态硬盘 路由器 网线 交换机 打印机 硒鼓 碎纸机 保险柜 办公椅 升降桌 文件柜 白板 ' +
  '钢笔 毛笔 宣纸 水彩颜料 油画框 乐高积木 遥控车 拼图 手办 盲盒 桌游 麻将机 台球杆 飞镖盘 毛线 十字绣 缝纫机 布料 拉杆箱 化妆包 ' +
  '钱包 皮带 手表 表带 墨镜 老花镜 隐形眼镜 戒指 项链 手镯 玉佩 珍珠 沉香 佛珠 香薰 蜡烛 花瓶 挂画 地毯 窗帘 ' +
  '沙发 床垫 衣柜 鞋柜 书架 餐桌 马桶 花洒 水龙头 浴霸 热水器 油烟机 燃气灶 净水器 洗碗机 电磁炉 高压锅 砂锅 菜刀 砧板 ' +
  '茶具 紫砂壶 咖啡机 磨豆机 红酒 白酒 茶叶 蜂蜜 燕窝 海参 大米 面粉 橄榄油 辣椒酱 火锅底料 月饼 粽子 巧克力 咖啡豆 奶酪'
).split(' ');

const MODELS =
  '标准款 升级款 旗舰款 迷你款 加大款 儿童款 商务款 礼盒装 家用型 专业型 便携款 复古款 经典款 联名款 入门款 静音款'.split(
    ' ',
  );

/** Questions and replies that any such entry may hold; `{g}` goods, `{m}` model, `{n}` a number. */
const ASPECTS: readonly (readonly [scene: string, title: string, question: string, answer: string])[] = [
  ['presale.size', '{g}{m}尺寸', '{g}{m}多大放得下吗', '{g}{m}长{n}厘米,请先量好位置再拍。'],
  ['presale.material', '{g}{m}是什么材质', '{g}{m}什么做的', '{g}{m}主体用料见参数表,批号{n}。'],
  ['presale.care', '{g}{m}怎么保养', '{g}{m}脏了怎么清洁', '{g}{m}用软布擦拭,每{n}天一次。'],
  ['presale.stock', '{g}{m}还有货吗', '{g}{m}什么时候补货', '{g}{m}现有{n}件,卖完约两周补。'],
  ['presale.feature', '{g}{m}有什么功能', '{g}{m}参数多少', '{g}{m}的参数代号是{n},详情页有表。'],
  ['presale.authentic', '{g}{m}是正品吗', '{g}{m}有证书吗', '{g}{m}附证书,编号尾数{n}。'],
  ['presale.match', '{g}{m}怎么选', '{g}{m}和别的款选哪个', '预算{n}元以内选{g}{m}就够用。'],
  ['presale.price', '{g}{m}能便宜吗', '{g}{m}多买有优惠吗', '{g}{m}满{n}件可以打折。'],
  ['logistics.carrier', '{g}{m}运费', '{g}{m}包邮吗', '{g}{m}满{n}元包邮。'],
  ['aftersale.quality', '{g}{m}坏了怎么办', '{g}{m}有问题找谁', '{g}{m}先拍照,{n}小时内答复。'],
  ['aftersale.missing', '{g}{m}少配件', '{g}{m}缺了零件怎么办', '{g}{m}核对清单,{n}天内补寄。'],
  ['aftersale.return', '{g}{m}能退吗', '{g}{m}拆了能退货吗', '{g}{m}不影响再售可退,{n}天内寄回。'],
  ['tech.use', '{g}{m}怎么安装', '{g}{m}怎么用', '{g}{m}分{n}步,说明书第二页有图。'],
];

/** Number of kinds of goods that the generator knows. */
export const CATEGORIES = GOODS.length;

/** `count` different entries of other shops; equal seeds give equal entries. */
export function makeDistractors(count: number, seed: number): SourcedEntry[] {
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, (_, i) => {
    const goods = GOODS[i % GOODS.length] ?? '';
    const rest = Math.floor(i / GOODS.length);
    const [scene, title, question, answer] = ASPECTS[rest % ASPECTS.length] ?? ASPECTS[0] ?? ['', '', '', ''];
    const series = Math.floor(rest / (ASPECTS.length * MODELS.length));
    const model = `${MODELS[Math.floor(rest / ASPECTS.length) % MODELS.length] ?? ''}${series > 0 ? `${series + 1}代` : ''}`;
    const number = String(10 + Math.floor(random() * 900));
    const fill = (text: string): string => text.replace('{g}', goods).replace('{m}', model).replace('{n}', number);
    const row = {
      id: `other-${i}`,
      kind: 'answer',
      scene,
      title: fill(title),
      questions: [fill(question)],
      answer: fill(answer),
    };
    return { entry: entrySchema.parse(row), source: 'other', precedence: 20 };
  });
}
