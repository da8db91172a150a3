import type { TeachPart } from '@/lib/platform/messages';

/** The few words that stand on the page itself while teaching; everything else is worded by the panel. */
export interface TeachWords {
  pick: Record<TeachPart, string>;
  keys: string;
  next: Record<TeachPart, string>;
  done: string;
  stop: string;
}

const zh: TeachWords = {
  pick: {
    buyer: '点一条买家发来的消息',
    agent: '点一条我方（客服）发出的消息',
    composer: '点打字的输入框',
    name: '点聊天上方的买家昵称',
    list: '点左边会话列表里的一位买家',
  },
  keys: '方向键选范围，Enter 确定，Esc 取消',
  next: {
    buyer: '再点一条买家消息',
    agent: '下一步：点一条我方消息',
    composer: '下一步：点输入框',
    name: '下一步：点买家昵称',
    list: '下一步：点会话列表',
  },
  done: '够用了：请到侧边栏核对读到的内容，再按「保存」',
  stop: '结束',
};

const en: TeachWords = {
  pick: {
    buyer: 'Press a message from the buyer',
    agent: 'Press a message from your side',
    composer: 'Press the box you type in',
    name: "Press the buyer's name above the chat",
    list: 'Press one buyer in the list of chats',
  },
  keys: 'Arrow keys change the area, Enter takes it, Esc cancels',
  next: {
    buyer: "Press another buyer's message",
    agent: 'Next: one of your messages',
    composer: 'Next: the box you type in',
    name: "Next: the buyer's name",
    list: 'Next: the list of chats',
  },
  done: 'That is enough: check in the side panel what is read, then save',
  stop: 'Stop',
};

/** Words in the language of the views. */
export const getTeachWords = (language: string): TeachWords => (/^zh/i.test(language) ? zh : en);
