/** Questions with an answer in the starter pack, for runs that only need something to happen. */
export const QUESTIONS = [
  '这件真丝衬衫会不会褪色呀',
  '什么时候发货',
  '怎么退货',
  '可以开发票吗',
  '有运费险吗',
  '你们发什么快递',
  '能便宜点吗',
  '羊毛衫缩水吗',
  '收到破了个洞',
  '我要投诉',
];
