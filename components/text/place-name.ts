import type { TFunction } from 'i18next';
import type { ReadFrom } from '@/lib/chat/conversation';
import type { FactSheet } from '@/lib/chat/page-facts';

/** The place of a page that a fact was read from, for people: 订单面板, 消息卡片, 网址 … */
export const toPlace = (t: TFunction, kind: FactSheet['kind'], readFrom: ReadFrom): string =>
  t(`pageFacts.from.${readFrom === 'panel' ? `${kind}Panel` : readFrom}`);
