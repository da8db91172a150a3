/** One console's fixture as the tests drive it. */
export interface ConsoleCase {
  name: string;
  composer: string;
  /** The fixture's buyers; the second and third have one name. */
  buyers: [string, string, string];
  /** What the adapter gives as id of the fixture's buyer; without it the console shows no id. */
  toId?: (buyer: string) => string;
  /** How a row of the fixture's state must be read, where that is not `role: text`. */
  toRow?: (role: string, text: string) => string;
  /** How a product card must be read. */
  product?: string;
}

const BUYERS: [string, string, string] = ['7001001', '7001002', '7001003'];

/** All consoles, in the order of the README's table. */
export const CONSOLES: ConsoleCase[] = [
  {
    name: 'pinduoduo',
    buyers: BUYERS,
    composer: '#replyTextarea',
    toId: (buyer) => buyer,
    toRow: (role, text) => `${role}: ${text}`,
  },
  { name: 'feige', buyers: BUYERS, composer: '[data-qa-id="qa-send-message-textarea"]' },
  { name: 'shopee', composer: '#inputField textarea', buyers: ['1', '2', '3'] },
  { name: 'jd', buyers: BUYERS, composer: '.EditorContent:visible', toId: (buyer) => buyer },
  {
    name: 'kuaishou',
    buyers: BUYERS,
    composer: '.ql-editor',
    toRow: (role, text) =>
      role === 'robot'
        ? `robot: [系统自动回复消息] ${text}`
        : role === 'system'
          ? `system: [系统消息] ${text}`
          : `${role}: ${text}`,
  },
  {
    name: 'wechat-store',
    buyers: BUYERS,
    composer: '.chat-input textarea',
    toId: (buyer) => `room-${buyer}`,
    product: '[order]',
  },
  { name: 'goofish', buyers: BUYERS, composer: 'textarea', toId: (buyer) => buyer },
  { name: 'tiktok-shop', buyers: BUYERS, composer: '.ub-b6df07 textarea' },
  { name: '1688', buyers: BUYERS, composer: 'pre.edit' },
  {
    name: 'xiaohongshu',
    buyers: BUYERS,
    composer: 'textarea.reply-textarea',
    toRow: (role, text) =>
      role === 'robot'
        ? `robot: 客服机器人：${text}`
        : role === 'system'
          ? `system: 接入会话 ${text}`
          : `${role}: ${text}`,
  },
  { name: 'onetalk', buyers: BUYERS, composer: '.send-textarea', toId: (buyer) => buyer },
];

/** How a row of the fixture's state must be read. Most consoles do not mark the robot's rows: it speaks as the shop. */
export const rowOf = ({ toRow }: ConsoleCase, role: string, text: string): string =>
  toRow ? toRow(role, text) : `${role === 'robot' ? 'agent' : role}: ${text}`;
